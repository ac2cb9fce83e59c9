package dev.rollcall.outbox;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what has to become true. */
final class Await {
    private Await() {}

    static void until(Callable<Boolean> condition) throws Exception {
        until(Duration.ofSeconds(60), condition);
    }

    static void until(Duration patience, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not become true within " + patience);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
