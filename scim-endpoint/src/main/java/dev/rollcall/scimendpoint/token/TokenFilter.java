package dev.rollcall.scimendpoint.token;

import dev.rollcall.contract.provisioning.ScimToken;
import dev.rollcall.kit.Trace;
import dev.rollcall.scimendpoint.exchange.Exchange;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import java.time.Instant;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets a request on any route in only with a token that counts. */
public class TokenFilter {
    private final Clients clients;

    TokenFilter(Clients clients) {
        this.clients = clients;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void authenticate(RoutingContext request) {
        Exchange exchange = Exchange.of(request);
        exchange.traceId(Trace.current().traceId());
        ScimToken token = TokenRules.require(request.request().getHeader("Authorization"));
        exchange.tokenPublicId(token.publicId());
        var client = clients.require(token, address(request.request().remoteAddress()));
        exchange.client(client);
        TokenRules.require(client, Instant.now());
    }

    private static @Nullable String address(@Nullable SocketAddress remote) {
        return remote == null ? null : remote.hostAddress();
    }
}
