package dev.rollcall.scimendpoint.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.scimendpoint.exchange.Exchange;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Counts every authenticated request against its connection's rate and tells the client what is left (R-SCIM-11). */
public class RateLimitFilter {
    /** Connections active within ten minutes on one replica; one that is forgotten starts again with a full bucket. */
    private static final int CONNECTIONS_MAX = 20_000;

    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int replicas;
    private final Cache<UUID, Rate> rates = Caffeine.newBuilder()
            .maximumSize(CONNECTIONS_MAX)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    RateLimitFilter(@ConfigProperty(name = "rollcall.scim.replicas") int replicas) {
        this.replicas = replicas;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION + 1)
    public void count(RoutingContext request) {
        Exchange exchange = Exchange.of(request);
        if (exchange.isWithoutToken()) {
            return; // that route has limits of its own
        }
        Rate rate = rateOf(exchange.client());
        var probe = rate.bucket().tryConsumeAndReturnRemaining(1);
        long waitSeconds = Math.max(1, Math.ceilDiv(probe.getNanosToWaitForRefill(), NANOS_PER_SECOND));
        tell(request.response().headers(), rate, probe.getRemainingTokens());
        if (!probe.isConsumed()) {
            exchange.retryAfterSeconds(waitSeconds);
            throw Refusal.RATE_LIMITED.because("More than " + rate.perSecond()
                    + " requests a second came for this connection; wait as Retry-After says.");
        }
    }

    private Rate rateOf(ScimClient client) {
        Rate known = rates.getIfPresent(client.connectionId());
        Rate fresh = known != null && known.perSecond() == Rate.share(client.rateLimit(), replicas)
                ? known
                : Rate.of(client.rateLimit(), replicas);
        if (fresh != known) {
            rates.put(client.connectionId(), fresh);
        }
        return fresh;
    }

    /** The draft's pair of headers, and the older family that clients still read; the window is one second. */
    private static void tell(MultiMap headers, Rate rate, long remaining) {
        headers.set("RateLimit-Policy", rate.policy());
        headers.set("RateLimit", "\"scim\";r=" + remaining + ";t=1");
        headers.set("X-RateLimit-Limit", Integer.toString(rate.perSecond()));
        headers.set("X-RateLimit-Remaining", Long.toString(remaining));
        headers.set("X-RateLimit-Reset", Long.toString(Instant.now().getEpochSecond() + 1));
    }
}
