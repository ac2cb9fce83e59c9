package dev.rollcall.scimendpoint.token;

import dev.rollcall.kit.Trace;
import dev.rollcall.scimendpoint.exchange.Exchange;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/** Lets a request on any route in only with a SCIM token that counts, or through to an endpoint that {@link TakesAccessTokens}. */
public class TokenFilter {
    /** A pause is lifted by a person: coming every few seconds would be of no use. */
    private static final long PAUSE_SECONDS = 300;

    private final Clients clients;
    private final OauthTokens oauthTokens;
    private final ForeignTokens foreignTokens;

    TokenFilter(Clients clients, OauthTokens oauthTokens, ForeignTokens foreignTokens) {
        this.clients = clients;
        this.oauthTokens = oauthTokens;
        this.foreignTokens = foreignTokens;
    }

    /** Null, which is no delay, when the token is judged. Only an event loop may not wait for that: the framework does it for it. */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public @Nullable Uni<Void> authenticate(RoutingContext request, SimpleResourceInfo route) {
        Exchange exchange = Exchange.of(request);
        exchange.traceId(Trace.current().traceId());
        if (route.getResourceClass().isAnnotationPresent(WithoutToken.class)) {
            exchange.withoutToken();
            return null;
        }
        String authorization = request.request().getHeader("Authorization");
        if (!TokenRules.claimsScim(authorization)
                && route.getResourceClass().isAnnotationPresent(TakesAccessTokens.class)) {
            return null;
        }
        String address = address(request.request().remoteAddress());
        boolean recalls = route.getResourceClass().isAnnotationPresent(ServedWhileAway.class);
        CompletableFuture<Judgement> judged = judge(
                TokenRules.require(authorization),
                exchange,
                shown -> recalls ? clients.judgeOrRecall(shown, address) : clients.judge(shown, address));
        if (judged.isDone() || !Context.isOnEventLoopThread()) {
            admit(exchange, judged.join());
            return null;
        }
        return Uni.createFrom()
                .completionStage(judged)
                .onItem()
                .invoke(known -> admit(exchange, known))
                .replaceWithVoid();
    }

    private CompletableFuture<Judgement> judge(
            Bearer bearer, Exchange exchange, Function<Presented, CompletableFuture<Judgement>> judge) {
        return switch (bearer) {
            case Bearer.Fixed fixed ->
                judge(
                        new Presented.Token(
                                fixed.token().publicId(), fixed.token().secretSha256()),
                        exchange,
                        judge);
            case Bearer.Access access ->
                judge(oauthTokens.require(access.text(), exchange.receivedAt()), exchange, judge);
            case Bearer.Foreign foreign -> foreignTokens.judge(foreign.jwt(), exchange, judge);
        };
    }

    private static CompletableFuture<Judgement> judge(
            Presented shown, Exchange exchange, Function<Presented, CompletableFuture<Judgement>> judge) {
        exchange.tokenPublicId(shown.publicId());
        return judge.apply(shown);
    }

    private static void admit(Exchange exchange, Judgement judgement) {
        switch (judgement) {
            case Judgement.Known known -> {
                exchange.client(known.client(), known.userType());
                if (known.client().scimPaused()) {
                    exchange.retryAfterSeconds(PAUSE_SECONDS);
                }
                TokenRules.require(known.client(), Instant.now());
            }
            case Judgement.Unknown unknown -> throw unknown.refused();
            case Judgement.Unjudged unjudged -> throw unjudged.failure();
        }
    }

    private static @Nullable String address(@Nullable SocketAddress remote) {
        return remote == null ? null : remote.hostAddress();
    }
}
