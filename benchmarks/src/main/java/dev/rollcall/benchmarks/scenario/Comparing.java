package dev.rollcall.benchmarks.scenario;

import static java.util.Objects.requireNonNull;

import dev.rollcall.benchmarks.load.Driver;
import dev.rollcall.benchmarks.load.Round;
import dev.rollcall.benchmarks.load.Workload;
import dev.rollcall.benchmarks.suite.CompilerTime;
import dev.rollcall.benchmarks.suite.ProcessTimes;
import dev.rollcall.benchmarks.suite.Quiet;
import dev.rollcall.benchmarks.suite.RunningSuite;
import dev.rollcall.benchmarks.suite.UserIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs scenarios: each side warms up, then suite and floor take turns.
 *
 * @param token the SCIM token
 * @param users the preloaded users
 * @param warmUp of each side, not counted; of the suite repeated while its rate still rises or its compilers are still at work
 * @param round length of one round
 * @param rounds of each side
 */
public record Comparing(RunningSuite suite, String token, UserIds users, Duration warmUp, Duration round, int rounds) {
    /** Connections of either side. */
    public static final int CONNECTIONS = 16;

    private static final int WARM_UPS_MAX =
            15; // a suite that was just started needs two minutes under load, on two cores
    private static final double STILL_COMPILING = 0.05; // of all cores
    private static final double STILL_RISING = 1.05; // rates of equal rounds differ by less

    public List<RateComparison> run(List<Scenario> scenarios) throws Exception {
        Floors.prepare(suite);
        List<RateComparison> done = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            System.out.println(scenario + "  " + scenario.title());
            try (Workload product = product(scenario);
                    Workload floor = floor(scenario)) {
                done.add(compare(scenario, product, floor));
            }
        }
        return done;
    }

    private RateComparison compare(Scenario scenario, Workload product, Workload floor) throws Exception {
        Driver driver = new Driver(CONNECTIONS);
        warmUp(driver, product, floor);
        List<Round> productRounds = new ArrayList<>();
        List<Round> floorRounds = new ArrayList<>();
        List<Double> settled = new ArrayList<>();
        Map<String, Double> cpu = new TreeMap<>();
        double floorCpu = 0;
        for (int i = 1; i <= rounds; i++) {
            ProcessTimes before = ProcessTimes.now(suite);
            Round ours = driver.run(product, round);
            double settle = Quiet.await(suite);
            ProcessTimes.now(suite).since(before).seconds().forEach((name, used) -> cpu.merge(name, used, Double::sum));
            ProcessTimes atFloor = ProcessTimes.now(suite);
            Round least = driver.run(floor, round);
            floorCpu += least.generatorSeconds()
                    + ProcessTimes.now(suite)
                            .since(atFloor)
                            .databaseFor(suite.file().postgres().user());
            print("round " + i, ours, settle, least);
            productRounds.add(ours);
            floorRounds.add(least);
            settled.add(settle);
        }
        return new RateComparison(scenario, productRounds, floorRounds, settled, cpu, floorCpu);
    }

    /** A fresh JVM goes on getting faster for longer than one warm-up: then it gets more of them, within a bound. */
    private void warmUp(Driver driver, Workload product, Workload floor) throws Exception {
        if (warmUp.isZero()) {
            return;
        }
        Round warm = null;
        for (int i = 1; i <= WARM_UPS_MAX; i++) {
            double rate = warm == null ? 0 : warm.rate();
            double compiled = CompilerTime.now(suite);
            warm = driver.run(product, warmUp);
            double compiling = (CompilerTime.now(suite) - compiled) / warmUp.toSeconds() / cores();
            if (warm.rate() < rate * STILL_RISING && compiling < STILL_COMPILING) {
                break;
            }
            if (i == 2) {
                System.out.println("  warming up: the suite's compilers are at work, which may take two minutes");
            }
        }
        print("warm-up", requireNonNull(warm), Quiet.await(suite), driver.run(floor, warmUp));
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static void print(String name, Round product, double settle, Round floor) {
        System.out.printf(
                Locale.ROOT,
                "  %-8s suite %,7.0f/s (p50 %.1f ms, p99 %.1f ms)   floor %,7.0f/s   ratio %.3f   generator %2.0f %% of the cores,"
                        + " settled after %.1f s%n",
                name,
                product.rate(),
                product.p50Millis(),
                product.p99Millis(),
                floor.rate(),
                product.rate() / floor.rate(),
                product.generatorShare() * 100,
                settle);
    }

    private Workload product(Scenario scenario) throws Exception {
        String run = Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
        ScimRequests requests = new ScimRequests(users, CONNECTIONS, run);
        ScimWorkload.Request request = switch (scenario) {
            case S1 -> requests.create();
            case S2 -> requests.read();
            case S3 -> requests.filter();
            case S4 -> requests.switchActive();
        };
        return new ScimWorkload(suite.scim(), token, CONNECTIONS, request);
    }

    private Workload floor(Scenario scenario) throws Exception {
        return switch (scenario.floor()) {
            case TWO_INSERTS -> Floors.twoInserts(suite, CONNECTIONS);
            case KEY_READ -> Floors.keyRead(suite, CONNECTIONS);
        };
    }
}
