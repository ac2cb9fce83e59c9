package dev.rollcall.sso.signin;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.rollcall.contract.refusal.Refusal;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often one address may look for connections, begin a sign-in or bring an answer, in this replica: each costs a row or a question to another
 * service, before anybody has proved anything.
 */
@ApplicationScoped
public class FlowLimits {
    /** As with attempts: those unused longest go first. */
    private static final int BUCKETS_MAX = 50_000;

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);

    private final LoadingCache<String, Bucket> buckets;

    /** @param perMinute whole companies come from one address, at nine o'clock */
    FlowLimits(@ConfigProperty(name = "rollcall.sign-in.per-minute", defaultValue = "1200") int perMinute) {
        buckets = Caffeine.newBuilder()
                .maximumSize(BUCKETS_MAX)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build(network -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
    }

    /** Takes one; refused as RATE_LIMITED when the address has none left. */
    public void require(Attempt attempt) {
        if (!buckets.get(AddressRules.network(attempt.address())).tryConsume(1)) {
            throw Refusal.RATE_LIMITED.because("Too many sign-ins come from your network; wait a minute.");
        }
    }
}
