package dev.rollcall.scimendpoint.membership;

import dev.rollcall.scimendpoint.membership.HoldRules.Meaning;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Whether membership-service is known to be away: when nobody has answered for as long as a request may be held. Then no request waits any
 * more, and one at a time tries whether it is back. Times are of {@link System#nanoTime()}.
 */
@ApplicationScoped
public class Absence {
    private static final Logger LOG = Logger.getLogger(Absence.class);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);
    /** Longer than any call may take: only a probe that nobody hears of again is replaced by another. */
    private static final Duration PROBE_MAX = Duration.ofSeconds(60);

    /** Some call failed since the last answer; all that a request looks at when nothing is wrong. */
    private volatile boolean doubtful;

    private boolean away;
    private long since;
    private long failedAt;
    private long nextProbe;

    Absence(MeterRegistry meters) {
        meters.gauge("rollcall.scim.membership.away", this, absence -> absence.isAway() ? 1 : 0);
    }

    /** Whether a call may be made. Who is let through tells what came of it. */
    boolean admits(long now) {
        return !doubtful || admitsInDoubt(now);
    }

    private synchronized boolean admitsInDoubt(long now) {
        if (away && now - nextProbe < 0) {
            return false;
        }
        nextProbe = now + PROBE_MAX.toNanos();
        return true;
    }

    void heard(Meaning meaning, long now) {
        switch (meaning) {
            case ANSWERED -> answered();
            case NOT_SENT, UNCERTAIN -> failed(now);
        }
    }

    /** It is there, whatever it said. */
    void answered() {
        if (doubtful) {
            end();
        }
    }

    private synchronized void end() {
        if (away) {
            LOG.info("membership-service answers again");
        }
        away = false;
        doubtful = false;
    }

    private synchronized void failed(long now) {
        if (!doubtful || !away && now - failedAt > HoldRules.HOLD_MAX.toNanos()) {
            // A single failure long ago, and nobody who asked since, says nothing of the time between.
            since = now;
            doubtful = true;
        }
        failedAt = now;
        if (!away && now - since >= HoldRules.HOLD_MAX.toNanos()) {
            away = true;
            LOG.warn("membership-service is away: requests are not held any more until it answers");
        }
        nextProbe = now + PROBE_EVERY.toNanos();
    }

    private synchronized boolean isAway() {
        return away;
    }

    /** Whole seconds after which a client should come again. */
    public long retryAfterSeconds(long now) {
        return doubtful ? HoldRules.retryAfter(lastsFor(now)).toSeconds() : HoldRules.RETRY_MIN.toSeconds();
    }

    private synchronized Duration lastsFor(long now) {
        return Duration.ofNanos(now - since);
    }
}
