package dev.rollcall.benchmarks.scenario;

import dev.rollcall.benchmarks.load.Latencies;
import dev.rollcall.benchmarks.suite.RunningSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The job of S6 at the beginning of the list and at its end: whole walks over it, by index and by cursor in turn.
 *
 * @param token the SCIM token
 * @param walks how many of each
 */
public record PageDepths(RunningSuite suite, String token, int walks) {
    private static final double LIMIT = 1.5;
    /** Pages that count as the beginning, and as the end. */
    private static final int ENDS = 20;

    private static final int SHARE_MAX = 4; // of a short list, ends are at most a quarter each

    public List<Growth> measure() throws Exception {
        System.out.println("S6  first and last pages of whole walks, by index and by cursor");
        Ends index = new Ends();
        Ends cursor = new Ends();
        walk(PageWalk.By.INDEX);
        walk(PageWalk.By.CURSOR);
        for (int i = 1; i <= walks; i++) {
            index.add(walk(PageWalk.By.INDEX));
            cursor.add(walk(PageWalk.By.CURSOR));
            System.out.printf(
                    Locale.ROOT,
                    "  walk %d  by index %.1f ms to %.1f ms, by cursor %.1f ms to %.1f ms%n",
                    i,
                    index.first.getLast(),
                    index.last.getLast(),
                    cursor.first.getLast(),
                    cursor.last.getLast());
        }
        return List.of(index.growth("first page against last, by index"), cursor.growth("the same by cursor"));
    }

    /** Median milliseconds of the first pages and of the last. */
    private record Walked(double first, double last) {}

    private static final class Ends {
        private final List<Double> first = new ArrayList<>();
        private final List<Double> last = new ArrayList<>();

        void add(Walked walked) {
            first.add(walked.first());
            last.add(walked.last());
        }

        Growth growth(String what) {
            return new Growth(Scenario.S6, what, first, last, LIMIT);
        }
    }

    private Walked walk(PageWalk.By by) throws Exception {
        Latencies first = new Latencies();
        Latencies last = new Latencies();
        try (PageWalk walk = new PageWalk(suite.scim(), token, by)) {
            int pages = walk.pages();
            int ends = Math.clamp(pages / SHARE_MAX, 1, ENDS);
            for (int page = 0; page < pages; page++) {
                long begin = System.nanoTime();
                walk.once(0);
                long took = System.nanoTime() - begin;
                if (page < ends) {
                    first.add(took);
                }
                if (page >= pages - ends) {
                    last.add(took);
                }
            }
        }
        return new Walked(first.percentileMillis(0.5), last.percentileMillis(0.5));
    }
}
