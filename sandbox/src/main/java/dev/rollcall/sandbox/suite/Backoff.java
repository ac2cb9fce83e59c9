package dev.rollcall.sandbox.suite;

import java.time.Duration;

/** How long to wait before a process that ended is started again: longer each time, until it has lasted. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST =
            Duration.ofSeconds(30); // one that fails for ever should not keep the machine busy
    private static final Duration LASTED = Duration.ofSeconds(60); // then its earlier ends are forgotten

    private Duration next = FIRST;

    /** @param lived how long the process that just ended had lived */
    Duration after(Duration lived) {
        if (lived.compareTo(LASTED) >= 0) {
            next = FIRST;
        }
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }
}
