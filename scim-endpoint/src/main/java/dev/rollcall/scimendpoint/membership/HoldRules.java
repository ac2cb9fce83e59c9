package dev.rollcall.scimendpoint.membership;

import java.time.Duration;

/** Decides whether a failed call may be made again, and when. */
final class HoldRules {
    /** How long an identity provider's request is held: Entra and Okta give up after 60 s, and the last try needs time of its own. */
    static final Duration HOLD_MAX = Duration.ofSeconds(25);

    /** A restart takes about that long. */
    static final Duration RETRY_MIN = Duration.ofSeconds(5);
    /** What Okta waits when nobody tells it (O10); it comes ten times, so half an hour is covered. */
    static final Duration RETRY_MAX = Duration.ofMinutes(5);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(1);
    private static final int DOUBLINGS_MAX = 4; // 1.6 s is beyond the longest pause

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

    /** As long again as it has lasted: soon after a short absence, seldom in a long one. */
    static Duration retryAfter(Duration lasted) {
        Duration wait = lasted.compareTo(RETRY_MIN) < 0 ? RETRY_MIN : lasted;
        return wait.compareTo(RETRY_MAX) > 0 ? RETRY_MAX : wait;
    }

    /** Doubles from 100 ms to 1 s: quick for a restart, calm for an outage. */
    static Duration pause(int tries) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, DOUBLINGS_MAX));
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }
}
