package dev.rollcall.benchmarks.scenario;

import dev.rollcall.benchmarks.load.Driver;
import dev.rollcall.benchmarks.load.Round;
import dev.rollcall.benchmarks.load.Workload;
import dev.rollcall.benchmarks.suite.BenchGroups;
import dev.rollcall.benchmarks.suite.Quiet;
import dev.rollcall.benchmarks.suite.RunningSuite;
import dev.rollcall.benchmarks.suite.UserIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The job of S5 in a group of {@value #SMALL} members and in one of {@value #LARGE}, in turn, over one connection: two requests for one
 * group would wait for each other.
 *
 * @param token the SCIM token
 * @param users the preloaded users; where they are fewer, the large group holds all but some of them
 * @param round length of one round
 */
public record GroupSizes(RunningSuite suite, String token, UserIds users, Duration round, int rounds) {
    private static final int SMALL = 10;
    private static final int LARGE = 100_000;
    private static final double LIMIT = 1.2;
    /** Part of the users that stays outside the large group, to be added. */
    private static final double OUTSIDE = 0.05;

    public Growth measure() throws Exception {
        int large = Math.min(LARGE, (int) (users.count() * (1 - OUTSIDE)));
        System.out.printf(Locale.ROOT, "S5  the same in a group of %,d and in one of %,d members%n", SMALL, large);
        BenchGroups groups = new BenchGroups(suite.scim(), token, users);
        List<Double> smallMillis = new ArrayList<>();
        List<Double> largeMillis = new ArrayList<>();
        try (Workload few = new GroupAdds(suite.scim(), token, 1, groups.ensure(1, SMALL), users);
                Workload many = new GroupAdds(suite.scim(), token, 1, groups.ensure(1, large), users)) {
            Quiet.await(suite);
            Driver driver = new Driver(1);
            driver.run(few, round);
            driver.run(many, round);
            for (int i = 1; i <= rounds; i++) {
                smallMillis.add(median(driver, few));
                largeMillis.add(median(driver, many));
                System.out.printf(
                        Locale.ROOT,
                        "  round %d  %.2f ms and %.2f ms%n",
                        i,
                        smallMillis.getLast(),
                        largeMillis.getLast());
            }
            few.restore();
            many.restore();
        }
        String what = String.format(Locale.ROOT, "a group of %,d against one of %,d members", SMALL, large);
        return new Growth(Scenario.S5, what, smallMillis, largeMillis, LIMIT);
    }

    private double median(Driver driver, Workload workload) throws Exception {
        workload.restore();
        Quiet.await(suite);
        Round done = driver.run(workload, round);
        return done.p50Millis();
    }
}
