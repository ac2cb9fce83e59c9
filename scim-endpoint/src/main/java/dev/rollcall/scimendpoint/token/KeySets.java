package dev.rollcall.scimendpoint.token;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.rollcall.contract.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.Key;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jspecify.annotations.Nullable;

/** Keys of trusted issuers, fetched when somebody needs them and kept for a while. */
@ApplicationScoped
class KeySets {
    private static final Logger LOG = Logger.getLogger(KeySets.class);
    /** Issuers on one replica. */
    private static final int REMEMBERED_MAX = 1_000;
    /** How soon a key that the issuer withdrew stops counting. */
    private static final Duration FRESH = Duration.ofMinutes(10);
    /** An issuer's new key is found within this; whoever makes up key ids causes no more than one look in this. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(1);

    private static final Duration LOOK_AGAIN_AFTER_FAILURE = Duration.ofSeconds(10);
    /** How long keys outlive an issuer that cannot be reached. */
    private static final Duration AGE_MAX = Duration.ofHours(24);

    private final JwksSource source;
    private final LoadingCache<String, KeySet> sets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterAccess(AGE_MAX)
            .build(KeySet::new);

    KeySets(JwksSource source) {
        this.source = source;
    }

    /** The key of that id; refused as TOKEN_INVALID when the issuer has none, as UNAVAILABLE when its keys cannot be had. */
    Key require(String jwksUri, String keyId, String algorithm) {
        PublicJsonWebKey key = sets.get(jwksUri).find(keyId);
        if (key == null || (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm))) {
            throw Refusal.TOKEN_INVALID.because("The token's issuer has published no such key.");
        }
        return key.getKey();
    }

    private final class KeySet {
        private final String uri;
        private final ReentrantLock looking = new ReentrantLock();
        private volatile Map<String, PublicJsonWebKey> keys = Map.of();
        private volatile @Nullable Long fetchedNanos;
        private volatile long lookAgainNanos = System.nanoTime();

        KeySet(String uri) {
            this.uri = uri;
        }

        @Nullable
        PublicJsonWebKey find(String keyId) {
            PublicJsonWebKey known = keys.get(keyId);
            if (known != null && youngerThan(FRESH)) {
                return known;
            }
            if (known != null && youngerThan(AGE_MAX) && !looking.tryLock()) {
                return known; // somebody is looking already
            }
            if (!looking.isHeldByCurrentThread()) {
                looking.lock();
            }
            try {
                if (System.nanoTime() - lookAgainNanos >= 0) {
                    look();
                }
            } finally {
                looking.unlock();
            }
            if (!youngerThan(AGE_MAX)) {
                throw Refusal.UNAVAILABLE.because("The keys of the token's issuer cannot be fetched; try again.");
            }
            return keys.get(keyId);
        }

        private boolean youngerThan(Duration age) {
            Long fetched = fetchedNanos;
            return fetched != null && System.nanoTime() - fetched < age.toNanos();
        }

        private void look() {
            try {
                keys = source.fetch(uri);
                fetchedNanos = System.nanoTime();
                lookAgainNanos = System.nanoTime() + LOOK_AGAIN_AFTER.toNanos();
            } catch (IOException e) {
                LOG.warnf("The keys at %s cannot be fetched: %s", uri, e.getMessage());
                lookAgainNanos = System.nanoTime() + LOOK_AGAIN_AFTER_FAILURE.toNanos();
            }
        }
    }
}
