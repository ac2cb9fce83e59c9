package dev.rollcall.sso.oidc;

import dev.rollcall.contract.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * How many requests may wait for one connection's provider at the same time, in this replica. Each takes a thread for up to five seconds and more,
 * and there are 24: a provider that is slow must not stop the sign-ins of everybody else. One that is quick is hardly counted.
 */
@ApplicationScoped
public class ProviderCalls {
    /** At nine o'clock a whole company comes back from a provider that answers at once. */
    static final int OPEN_MAX = 16;
    /** Of those that have waited for longer than {@link #SLOW}: with so many, the next one is answered at once. */
    static final int SLOW_MAX = 4;

    private static final Duration SLOW = Duration.ofSeconds(1);

    private final LongSupplier nanos;
    private final Map<UUID, Set<Seat>> seats = new HashMap<>();

    ProviderCalls() {
        this(System::nanoTime);
    }

    ProviderCalls(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** One request's place among those that wait; given back when it is closed. */
    public final class Seat implements AutoCloseable {
        private final UUID connectionId;
        private final long since;

        private Seat(UUID connectionId, long since) {
            this.connectionId = connectionId;
            this.since = since;
        }

        @Override
        public void close() {
            leave(this);
        }
    }

    /** Refused as UNAVAILABLE when too many wait already: nothing was asked or spent, and the same request may come again. */
    public Seat enter(UUID connectionId) {
        long now = nanos.getAsLong();
        synchronized (seats) {
            Set<Seat> taken = seats.computeIfAbsent(connectionId, any -> new HashSet<>());
            long slow = taken.stream()
                    .filter(seat -> now - seat.since > SLOW.toNanos())
                    .count();
            if (taken.size() >= OPEN_MAX || slow >= SLOW_MAX) {
                throw Refusal.UNAVAILABLE.because("Your identity provider answers slowly, and many are waiting for it."
                        + " Try again in a minute; reloading this page is enough.");
            }
            Seat seat = new Seat(connectionId, now);
            taken.add(seat);
            return seat;
        }
    }

    private void leave(Seat seat) {
        synchronized (seats) {
            seats.computeIfPresent(seat.connectionId, (any, taken) -> {
                taken.remove(seat);
                return taken.isEmpty() ? null : taken;
            });
        }
    }
}
