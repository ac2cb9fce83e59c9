package dev.rollcall.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What keeps a relay from its work, since when, and when to try again. Used by the relay's thread; the error is read by any. */
final class Outage {
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT =
            Duration.ofSeconds(3); // how late at most it notices that all is well again
    private static final long REMINDER = Duration.ofMinutes(1).toNanos();

    private volatile @Nullable String error;
    private Duration wait = FIRST_WAIT;
    private long since;
    private long nextTry;
    private long lastSaid;

    /** The latest error while it lasts; null when all is well. */
    @Nullable
    String error() {
        return error;
    }

    boolean lasts() {
        return error != null;
    }

    /** Whether it lasts and the time for the next try has not come. */
    boolean mustWait(long now) {
        return error != null && now - nextTry < 0;
    }

    Duration untilNextTry(long now) {
        return Duration.ofNanos(Math.max(0, nextTry - now));
    }

    /**
     * Notes a failed try.
     *
     * @return whether to say so: at first, then once a minute
     */
    boolean failed(long now, Throwable cause) {
        boolean first = error == null;
        if (first) {
            since = now;
            wait = FIRST_WAIT;
        }
        error = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        nextTry = now + wait.toNanos();
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        boolean say = first || now - lastSaid > REMINDER;
        if (say) {
            lastSaid = now;
        }
        return say;
    }

    /** Notes that it is over; answers how long it lasted. */
    Duration over(long now) {
        error = null;
        return Duration.ofNanos(now - since);
    }
}
