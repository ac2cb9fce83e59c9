package dev.rollcall.benchmarks.scenario;

import static java.util.Objects.requireNonNull;

import dev.rollcall.benchmarks.load.Driver;
import dev.rollcall.benchmarks.load.Round;
import dev.rollcall.benchmarks.load.Workload;
import dev.rollcall.benchmarks.suite.BenchGroups;
import dev.rollcall.benchmarks.suite.BenchOrganization;
import dev.rollcall.benchmarks.suite.CompilerTime;
import dev.rollcall.benchmarks.suite.ProcessTimes;
import dev.rollcall.benchmarks.suite.Quiet;
import dev.rollcall.benchmarks.suite.RunningSuite;
import dev.rollcall.benchmarks.suite.UserIds;
import java.io.IOException;
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
 * @param stock the organization of the preloaded users
 * @param newcomers the organization in which S1 creates users
 * @param users the preloaded users
 * @param pace how long and how often
 */
public record Comparing(
        RunningSuite suite, BenchOrganization stock, BenchOrganization newcomers, UserIds users, Pace pace) {
    /** Members of a group in S5, with 100,000 users or more. */
    private static final int GROUP_SIZE = 10_000;

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
        Driver driver = new Driver(scenario.connections());
        Duration round = pace.round(scenario);
        warmUp(driver, pace.warmUp(scenario), product, floor);
        List<Round> productRounds = new ArrayList<>();
        List<Round> floorRounds = new ArrayList<>();
        List<Double> settled = new ArrayList<>();
        Map<String, Double> cpu = new TreeMap<>();
        double floorCpu = 0;
        for (int i = 1; i <= pace.rounds(); i++) {
            product.restore();
            Quiet.await(suite);
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
    private void warmUp(Driver driver, Duration warmUp, Workload product, Workload floor) throws Exception {
        if (warmUp.isZero()) {
            return;
        }
        Round warm = null;
        for (int i = 1; i <= WARM_UPS_MAX; i++) {
            double rate = warm == null ? 0 : warm.rate();
            double compiled = CompilerTime.now(suite);
            product.restore();
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
        int workers = scenario.connections();
        ScimRequests requests = new ScimRequests(users, workers, newcomers.domain(), run);
        return switch (scenario) {
            case S1 -> new ScimWorkload(suite.scim(), newcomers.scimToken(), workers, requests.create());
            case S2 -> new ScimWorkload(suite.scim(), stock.scimToken(), workers, requests.read());
            case S3 -> new ScimWorkload(suite.scim(), stock.scimToken(), workers, requests.filter());
            case S4 -> new ScimWorkload(suite.scim(), stock.scimToken(), workers, requests.switchActive());
            case S5 -> new GroupAdds(suite.scim(), stock.scimToken(), workers, groups(), users);
            case S6 -> new PageWalk(suite.scim(), stock.scimToken(), PageWalk.By.INDEX);
            case L2 -> SignInWorkload.of(suite, stock, workers, users);
        };
    }

    /** A tenth of the users in each, as in the scenario's definition. */
    private List<BenchGroups.Group> groups() throws IOException {
        int size = Math.min(GROUP_SIZE, users.count() / 10);
        return new BenchGroups(suite.scim(), stock.scimToken(), users).ensure(pace.groups(), size);
    }

    private Workload floor(Scenario scenario) throws Exception {
        return switch (scenario.floor()) {
            case TWO_INSERTS -> Floors.twoInserts(suite, scenario.connections());
            case KEY_READ -> Floors.keyRead(suite, scenario.connections());
            case PAGE_READ -> Floors.pageRead(suite, scenario.connections());
        };
    }
}
