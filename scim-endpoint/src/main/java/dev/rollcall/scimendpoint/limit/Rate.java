package dev.rollcall.scimendpoint.limit;

import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * One connection's allowance on this replica.
 *
 * @param perSecond requests per second, which is also the burst
 * @param bucket what is left of it
 * @param policy the {@code RateLimit-Policy} header
 */
record Rate(int perSecond, Bucket bucket, String policy) {

    /** This replica's part of a connection's rate, rounded up so that nobody is left without. */
    static int share(int connectionRate, int replicas) {
        return Math.max(1, Math.ceilDiv(connectionRate, Math.max(1, replicas)));
    }

    static Rate of(int connectionRate, int replicas) {
        int share = share(connectionRate, replicas);
        Bucket bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(share).refillGreedy(share, Duration.ofSeconds(1)))
                .build();
        return new Rate(share, bucket, "\"scim\";q=" + share + ";w=1");
    }
}
