package dev.rollcall.scimendpoint.oauth;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How often this replica answers at the token endpoint. */
@ApplicationScoped
class TokenLimits {
    /** Wrong secrets from one address. A secret has 256 bits: this is about load and noise, not about luck. */
    private static final int FAILURES_PER_MINUTE = 20;
    /** Access tokens for one client: one lasts an hour, so even ten machines that start at once stay below. */
    private static final int TOKENS_PER_MINUTE = 60;
    /** Addresses and clients within a minute; one that is forgotten starts again with a full bucket. */
    private static final int REMEMBERED_MAX = 20_000;

    private static final int NETWORK_BYTES = 8; // an IPv6 /64 is one neighbour

    private final LoadingCache<String, Bucket> failures = buckets(FAILURES_PER_MINUTE);
    private final LoadingCache<String, Bucket> tokens = buckets(TOKENS_PER_MINUTE);

    /** Whether somebody there may try. */
    boolean mayTry(@Nullable String address) {
        return failures.get(network(address)).getAvailableTokens() > 0;
    }

    void failed(@Nullable String address) {
        failures.get(network(address)).tryConsume(1);
    }

    /** Whether that client may have one more; counts it. */
    boolean mayHave(String publicId) {
        return tokens.get(publicId).tryConsume(1);
    }

    /** An IPv4 address, or the network of an IPv6 one. */
    static String network(@Nullable String address) {
        if (address == null || address.indexOf(':') < 0) {
            return address == null ? "" : address;
        }
        try {
            // A literal with a colon: nothing is looked up.
            InetAddress parsed = InetAddress.getByName(address.replaceFirst("%.*", ""));
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES)
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static LoadingCache<String, Bucket> buckets(int perMinute) {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED_MAX)
                .expireAfterAccess(Duration.ofMinutes(2))
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
    }
}
