package dev.rollcall.kit.outbound;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What identity providers publish, fetched when somebody needs it and kept for a while, by address. */
public final class LastKnown<V> {
    private static final Logger LOG = Logger.getLogger(LastKnown.class);
    /** Addresses on one replica. */
    private static final int REMEMBERED_MAX = 1_000;
    /** How soon something that was withdrawn stops counting. */
    public static final Duration FRESH = Duration.ofMinutes(10);
    /** Something new is found within this; whoever makes up key ids causes no more than one look in this. */
    public static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(1);

    public static final Duration LOOK_AGAIN_AFTER_FAILURE = Duration.ofSeconds(10);
    /** How long it outlives a provider that cannot be reached. */
    public static final Duration AGE_MAX = Duration.ofHours(24);

    /** Where it comes from. */
    public interface Source<V> {
        /** @throws IOException with what is wrong as a phrase */
        V fetch(String address) throws IOException;
    }

    private record Fetched<V>(V value, long atNanos) {}

    private final Source<V> source;
    private final LongSupplier nanos;
    private final LoadingCache<String, Place> places = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterAccess(AGE_MAX)
            .build(Place::new);

    public LastKnown(Source<V> source) {
        this(source, System::nanoTime);
    }

    /** @param nanos the time, as {@link System#nanoTime} counts it */
    public LastKnown(Source<V> source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
    }

    /** What was there at most ten minutes ago, or a day ago while the provider cannot be reached. */
    public V current(String address) throws IOException {
        return places.get(address).current();
    }

    /** For whoever misses something in {@code seen}: what is there now, or the same again when the last look was less than a minute ago. */
    public V newerThan(String address, V seen) throws IOException {
        return places.get(address).newerThan(seen);
    }

    private final class Place {
        private final String address;
        private final ReentrantLock looking = new ReentrantLock();
        private volatile @Nullable Fetched<V> last;
        private long lookAgainNanos = nanos.getAsLong();
        private String fault = "";

        Place(String address) {
            this.address = address;
        }

        V current() throws IOException {
            Fetched<V> known = last;
            if (known != null && younger(known, FRESH)) {
                return known.value();
            }
            if (known == null || !younger(known, AGE_MAX)) {
                looking.lock();
            } else if (!looking.tryLock()) {
                return known.value(); // somebody is looking already
            }
            try {
                return look();
            } finally {
                looking.unlock();
            }
        }

        V newerThan(V seen) throws IOException {
            looking.lock();
            try {
                Fetched<V> known = last;
                return known != null && known.value() != seen && younger(known, FRESH) ? known.value() : look();
            } finally {
                looking.unlock();
            }
        }

        private V look() throws IOException {
            if (nanos.getAsLong() - lookAgainNanos >= 0) {
                fetch();
            }
            Fetched<V> known = last;
            if (known == null || !younger(known, AGE_MAX)) {
                throw new IOException(address + " cannot be fetched: " + fault);
            }
            return known.value();
        }

        private void fetch() {
            try {
                last = new Fetched<>(source.fetch(address), nanos.getAsLong());
                lookAgainNanos = nanos.getAsLong() + LOOK_AGAIN_AFTER.toNanos();
            } catch (IOException e) {
                fault = String.valueOf(e.getMessage());
                LOG.warnf("%s cannot be fetched: %s", address, fault);
                lookAgainNanos = nanos.getAsLong() + LOOK_AGAIN_AFTER_FAILURE.toNanos();
            }
        }

        private boolean younger(Fetched<V> fetched, Duration age) {
            return nanos.getAsLong() - fetched.atNanos() < age.toNanos();
        }
    }
}
