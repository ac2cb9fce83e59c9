package dev.rollcall.benchmarks.sync;

import dev.rollcall.benchmarks.http.KeepAliveConnection;
import dev.rollcall.benchmarks.load.Driver;
import dev.rollcall.benchmarks.load.GeneratorCpu;
import dev.rollcall.benchmarks.load.Workload;
import dev.rollcall.benchmarks.scenario.Floors;
import dev.rollcall.benchmarks.suite.BenchOrganization;
import dev.rollcall.benchmarks.suite.Quiet;
import dev.rollcall.benchmarks.suite.RunningSuite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * S7: people who are all new are looked up and created, and put into groups; then everything is looked up and sent again as it is. In turn
 * with the floor of S1.
 *
 * @param organization takes new people in every round
 * @param people of one round
 * @param floorRound how long the floor's rate is measured after each
 */
public record FullSync(
        RunningSuite suite, BenchOrganization organization, int people, Duration floorRound, int rounds) {
    /** As many as the floor has. */
    public static final int CONNECTIONS = 16;

    private static final int WARM_UP_PART = 5; // of the people, in a round that does not count

    public List<SyncRound> measure() throws Exception {
        System.out.printf(Locale.ROOT, "S7  full sync of %,d users, and again%n", people);
        Floors.prepare(suite);
        SealedCount sealed = new SealedCount(suite, organization.name());
        round(0, people / WARM_UP_PART, sealed);
        List<SyncRound> done = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            SyncRound round = round(i, people, sealed);
            done.add(round);
            System.out.printf(
                    Locale.ROOT,
                    "  round %d  %.1f s, then unchanged %.1f s, floor %.1f s, ratio %.3f   generator %2.0f %% of the cores%n",
                    i,
                    round.firstSeconds(),
                    round.secondSeconds(),
                    round.floorSeconds(),
                    round.ratio(),
                    round.generatorShare() * 100);
        }
        return done;
    }

    private SyncRound round(int number, int people, SealedCount sealed) throws Exception {
        String run = Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX) + "-" + number;
        Directory directory = new Directory(organization, run, people);
        GeneratorCpu cpu = GeneratorCpu.start();
        double first = pass(people, directory::create, directory::createGroup, directory);
        double share = cpu.share();
        Quiet.await(suite);
        long before = sealed.now();
        double second = pass(people, directory::repeat, directory::repeatGroup, directory);
        Quiet.await(suite);
        sealed.requireUnchanged(before);
        try (Workload floor = Floors.twoInserts(suite, CONNECTIONS)) {
            double rate = new Driver(CONNECTIONS).run(floor, floorRound).rate();
            return new SyncRound(people, first, second, people / rate, share);
        }
    }

    /** Users first, groups when all users are there, each over all connections. Answers the seconds. */
    private double pass(int people, Step user, Step group, Directory directory) throws Exception {
        long begin = System.nanoTime();
        each(people, user);
        each(directory.groups(), group);
        return (System.nanoTime() - begin) / 1e9;
    }

    /** What is done for the user or the group of that number. */
    interface Step {
        void take(KeepAliveConnection http, int number) throws Exception;
    }

    private void each(int count, Step step) throws Exception {
        try (Numbered work = new Numbered(suite.scim(), organization.scimToken(), CONNECTIONS, count, step)) {
            new Driver(CONNECTIONS).run(work, Duration.ZERO);
        }
    }
}
