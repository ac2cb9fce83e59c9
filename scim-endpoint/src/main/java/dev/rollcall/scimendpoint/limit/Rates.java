package dev.rollcall.scimendpoint.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.scimendpoint.exchange.Exchange;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is left of everybody's rate on this replica. */
@ApplicationScoped
public class Rates {
    /** Who is active within ten minutes on one replica; one that is forgotten starts again with a full bucket. */
    private static final int KNOWN_MAX = 20_000;

    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int replicas;
    private final Cache<UUID, Rate> rates = Caffeine.newBuilder()
            .maximumSize(KNOWN_MAX)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    Rates(@ConfigProperty(name = "rollcall.scim.replicas") int replicas) {
        this.replicas = replicas;
    }

    /** Counts a request and tells the client what is left (R-SCIM-11). */
    void count(RoutingContext request, UUID connectionId, int perSecond) {
        count(request, connectionId, perSecond, "connection");
    }

    /** Counts a request of a person, whose connection, if there is one, does not pay for it. */
    public void countMember(RoutingContext request, UUID memberId) {
        count(request, memberId, Limits.MEMBER_RATE, "person");
    }

    private void count(RoutingContext request, UUID whose, int perSecond, String kind) {
        Exchange exchange = Exchange.of(request);
        Rate rate = rateOf(whose, perSecond);
        var probe = rate.bucket().tryConsumeAndReturnRemaining(1);
        long waitSeconds = Math.max(1, Math.ceilDiv(probe.getNanosToWaitForRefill(), NANOS_PER_SECOND));
        tell(request.response().headers(), exchange, rate, probe.getRemainingTokens());
        if (!probe.isConsumed()) {
            exchange.retryAfterSeconds(waitSeconds);
            throw Refusal.RATE_LIMITED.because("More than " + rate.perSecond() + " requests a second came for this "
                    + kind + "; wait as Retry-After says.");
        }
    }

    private Rate rateOf(UUID whose, int perSecond) {
        Rate known = rates.getIfPresent(whose);
        Rate fresh = known != null && known.perSecond() == Rate.share(perSecond, replicas)
                ? known
                : Rate.of(perSecond, replicas);
        if (fresh != known) {
            rates.put(whose, fresh);
        }
        return fresh;
    }

    /** The draft's pair of headers, and the older family that clients still read; the window is one second. */
    private static void tell(MultiMap headers, Exchange exchange, Rate rate, long remaining) {
        headers.set("RateLimit-Policy", rate.policy());
        headers.set("RateLimit", "\"scim\";r=" + remaining + ";t=1");
        headers.set("X-RateLimit-Limit", Integer.toString(rate.perSecond()));
        headers.set("X-RateLimit-Remaining", Long.toString(remaining));
        headers.set("X-RateLimit-Reset", Long.toString(exchange.receivedAt().getEpochSecond() + 1));
    }
}
