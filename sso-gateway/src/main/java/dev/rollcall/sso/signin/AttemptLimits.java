package dev.rollcall.sso.signin;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.rollcall.sso.secret.Sha256;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HexFormat;

/**
 * How often one may guess, in this replica. A success gives its attempt back, so that only failures count and nobody is stopped by their own
 * right secrets.
 */
@ApplicationScoped
public class AttemptLimits {
    /** An attacker with many addresses makes many buckets; those unused longest go first. */
    private static final int BUCKETS_MAX = 50_000;
    /** A bucket untouched for that long is full again, so forgetting it changes nothing. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);

    enum Kind {
        /** A person mistypes a few times a minute. */
        ADDRESS(10),
        /** More than one address may try, or anybody could lock the owner out from one; 16 million tries a year find no good password. */
        IDENTIFIER(30),
        /** Tokens have 256 random bits: the limit protects the database, not the secret. Clients behind one address are many. */
        TOKEN_ADDRESS(300),
        /** Each may become a mail. An office asks from one address; more a minute is somebody who fills mailboxes. */
        LINK_ADDRESS(20);

        private final int perMinute;

        Kind(int perMinute) {
            this.perMinute = perMinute;
        }
    }

    private record Key(Kind kind, String value) {}

    private final LoadingCache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(BUCKETS_MAX)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build(AttemptLimits::full);

    private static Bucket full(Key key) {
        int perMinute = key.kind().perMinute;
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }

    /** Takes an attempt at a password; false when the address, or the identifier from all addresses, has none left. */
    public boolean allowPassword(String address, String identifier) {
        // The address first: once stopped, it must not use up the identifier's attempts, which others need.
        return byAddress(Kind.ADDRESS, address).tryConsume(1)
                && byIdentifier(identifier).tryConsume(1);
    }

    /** The password was right: its attempt does not count. */
    public void forgivePassword(String address, String identifier) {
        byAddress(Kind.ADDRESS, address).addTokens(1);
        byIdentifier(identifier).addTokens(1);
    }

    /** Takes an attempt at an organization's token. */
    public boolean allowToken(String address) {
        return byAddress(Kind.TOKEN_ADDRESS, address).tryConsume(1);
    }

    /** The token was right: its attempt does not count. */
    public void forgiveToken(String address) {
        byAddress(Kind.TOKEN_ADDRESS, address).addTokens(1);
    }

    /** Takes one request for a link that is mailed. */
    public boolean allowLink(String address) {
        return byAddress(Kind.LINK_ADDRESS, address).tryConsume(1);
    }

    private Bucket byAddress(Kind kind, String address) {
        return buckets.get(new Key(kind, AddressRules.network(address)));
    }

    /** By hash: bounded in length, and what people type by mistake is not kept in memory. */
    private Bucket byIdentifier(String identifier) {
        return buckets.get(new Key(Kind.IDENTIFIER, HexFormat.of().formatHex(Sha256.of(identifier))));
    }
}
