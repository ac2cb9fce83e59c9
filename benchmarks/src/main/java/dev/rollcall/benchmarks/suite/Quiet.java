package dev.rollcall.benchmarks.suite;

import java.io.IOException;
import java.time.Duration;

/**
 * Waits until the suite has done what the last round left behind: events on their way, entries to be sealed. Work that is put off must
 * not be charged to the floor, which takes the next turn.
 */
public final class Quiet {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final double IDLE_CORES = 0.15; // an idle suite's heartbeats take less
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Quiet() {}

    /** Answers the seconds that it took, at least one look; the limit when it never became quiet. */
    public static double await(RunningSuite suite) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        ProcessTimes before = ProcessTimes.now(suite);
        while (System.nanoTime() - begin < LIMIT.toNanos()) {
            Thread.sleep(LOOK);
            ProcessTimes now = ProcessTimes.now(suite);
            if (now.since(before).total() / (LOOK.toMillis() / 1000.0) < IDLE_CORES) {
                break;
            }
            before = now;
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
