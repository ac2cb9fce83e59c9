package dev.rollcall.scimendpoint.requestlog;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.rollcall.contract.provisioning.DeliveredCreation;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.ScimRequestRecord;
import dev.rollcall.scimendpoint.dialect.DialectRules;
import dev.rollcall.scimendpoint.exchange.Exchange;
import dev.rollcall.scimendpoint.membership.Deliveries;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees every request below {@code /scim} first and its end last, whoever answered it. */
@Singleton
public class RequestLogRoute {
    private static final int FIRST = 1_000;
    private static final int USER_AGENT_MAX = 200; // enough to tell clients apart
    private static final int PATH_MAX = 300; // the longest of ours is a schema's URN; the rest is noise
    private static final int PARAMETERS_MAX = 20;

    private final RequestLog log;
    private final Deliveries deliveries;
    private final QuirkCounts quirks;

    RequestLogRoute(RequestLog log, Deliveries deliveries, QuirkCounts quirks) {
        this.log = log;
        this.quirks = quirks;
        this.deliveries = deliveries;
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, FIRST);
    }

    private void watch(RoutingContext request) {
        if (request.normalizedPath().startsWith("/scim/")) {
            Exchange exchange = Exchange.begin(request, Instant.now(), System.nanoTime());
            request.addEndHandler(ended -> {
                List<String> tolerated = exchange.tolerated();
                quirks.count(tolerated);
                // A streamed answer that the client cut off is told as ended well, too.
                boolean answered = ended.succeeded() && request.response().ended();
                log.offer(record(request, exchange, tolerated, answered));
                if (answered && request.response().getStatusCode() < 300) {
                    exchange.created().forEach(deliveries::offer);
                }
            });
        }
        request.next();
    }

    private static ScimRequestRecord record(
            RoutingContext context, Exchange exchange, List<String> tolerated, boolean answered) {
        HttpServerRequest request = context.request();
        ScimClient client = exchange.findClient();
        String userAgent = request.getHeader("User-Agent");
        List<String> parameters = parameters(request);
        ScimClient.Dialect guessed = DialectRules.guess(userAgent, parameters, tolerated);
        return new ScimRequestRecord(
                UuidCreator.getTimeOrderedEpoch(),
                exchange.receivedAt(),
                exchange.connectionId(),
                client == null ? null : client.tokenId(),
                exchange.tokenPublicId(),
                request.method().name(),
                cut(context.normalizedPath(), PATH_MAX),
                parameters,
                answered ? context.response().getStatusCode() : 0,
                exchange.scimType(),
                exchange.code(),
                (System.nanoTime() - exchange.startedNanos()) / 1_000,
                exchange.traceId(),
                exchange.attributes(),
                exchange.ignored(),
                tolerated,
                exchange.created().stream().map(DeliveredCreation::id).toList(),
                DialectRules.expected(client, guessed),
                client == null ? null : guessed,
                address(request.remoteAddress()),
                userAgent == null ? null : cut(userAgent, USER_AGENT_MAX));
    }

    /** Names only: a filter's value is somebody's e-mail. */
    private static List<String> parameters(HttpServerRequest request) {
        return request.query() == null
                ? List.of()
                : request.params().names().stream().limit(PARAMETERS_MAX).toList();
    }

    private static @Nullable String address(@Nullable SocketAddress remote) {
        return remote == null ? null : remote.hostAddress();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
