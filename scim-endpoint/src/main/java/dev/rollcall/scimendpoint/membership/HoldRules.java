package dev.rollcall.scimendpoint.membership;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import jakarta.ws.rs.ProcessingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides what a failed call means and whether it may be made again. */
final class HoldRules {
    /** How long an identity provider's request is held: Entra and Okta give up after 60 s, and the last try needs time of its own. */
    static final Duration HOLD_MAX = Duration.ofSeconds(25);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(1);
    private static final int CAUSES_MAX = 10; // no chain of causes is longer; ends on a circular one

    /** What a failed call tells. */
    enum Meaning {
        /** An answer: not for us to repeat. */
        ANSWERED,
        /** No connection could be made: nothing happened. */
        NOT_SENT,
        /** It was sent, or may have been. */
        UNCERTAIN
    }

    private HoldRules() {}

    static Meaning meaning(RuntimeException failure) {
        if (failure instanceof Refused refused) {
            return refused.refusal() == Refusal.UNAVAILABLE ? Meaning.UNCERTAIN : Meaning.ANSWERED;
        }
        if (failure instanceof ProcessingException) {
            return notSent(failure) ? Meaning.NOT_SENT : Meaning.UNCERTAIN;
        }
        return Meaning.ANSWERED;
    }

    /** Whether to try again, given how long the request has been held already. */
    static boolean again(Meaning meaning, boolean repeatable, Duration held) {
        if (held.compareTo(HOLD_MAX) >= 0) {
            return false;
        }
        return switch (meaning) {
            case ANSWERED -> false;
            case NOT_SENT -> true;
            case UNCERTAIN -> repeatable;
        };
    }

    /** Doubles from 100 ms to 1 s: quick for a restart, calm for an outage. */
    static Duration pause(int tries) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 4));
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }

    private static boolean notSent(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int i = 0; cause != null && i < CAUSES_MAX; i++, cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return true;
            }
        }
        return false;
    }
}
