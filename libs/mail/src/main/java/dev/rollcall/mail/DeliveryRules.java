package dev.rollcall.mail;

import java.time.Duration;

/** When a mail that no server took is tried again, and when no more. */
final class DeliveryRules {
    /** A server that greylists takes the second or third; one that is away for a night is back by then. */
    static final int ATTEMPTS_MAX = 40;

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    /** Twice as long each time reaches the longest after ten. */
    private static final int DOUBLINGS_MAX = 10;

    private DeliveryRules() {}

    static boolean givesUp(int attempt, boolean expired) {
        return expired || attempt > ATTEMPTS_MAX;
    }

    /** @param attempt that failed, from 1 */
    static Duration pause(int attempt) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(attempt - 1, DOUBLINGS_MAX));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
