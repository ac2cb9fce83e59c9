package dev.rollcall.systemtests.suite;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for something to become so, never for time to pass. */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    /** The first value that is as wanted; fails with the last one seen when the limit is over. */
    public static <T> T until(String what, Duration limit, Supplier<T> look, Predicate<T> wanted) {
        long end = System.nanoTime() + limit.toNanos();
        T seen = look.get();
        while (!wanted.test(seen)) {
            if (System.nanoTime() > end) {
                fail("not within %s: %s; last seen: %s", limit, what, seen);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            seen = look.get();
        }
        return seen;
    }
}
