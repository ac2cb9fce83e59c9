package dev.rollcall.benchmarks;

import dev.rollcall.benchmarks.scenario.Comparing;
import dev.rollcall.benchmarks.scenario.Comparison;
import dev.rollcall.benchmarks.scenario.Scenario;
import dev.rollcall.benchmarks.suite.BenchOrganization;
import dev.rollcall.benchmarks.suite.Population;
import dev.rollcall.benchmarks.suite.RunningSuite;
import dev.rollcall.benchmarks.suite.UserIds;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Entry of the benchmarks; {@code ./rollcall bench} starts it. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.print(BenchOptions.HELP);
            return;
        }
        BenchOptions options = BenchOptions.parse(arguments);
        RunningSuite suite = RunningSuite.find();
        BenchOrganization organization = BenchOrganization.ensure(suite);
        try (UserIds users = UserIds.open(suite, organization.connectionId(), options.users())) {
            new Population(suite.scim(), organization.scimToken(), users).fill();
            List<Scenario> scenarios = Arrays.stream(Scenario.values())
                    .filter(scenario -> options.wants(scenario.name()))
                    .toList();
            List<Comparison> comparisons = new Comparing(
                            suite,
                            organization.scimToken(),
                            users,
                            Duration.ofSeconds(options.warmUpSeconds()),
                            Duration.ofSeconds(options.roundSeconds()),
                            3)
                    .run(scenarios);
            comparisons.forEach(
                    done -> System.out.println(done.scenario() + " " + done.ratios() + " " + done.cpuSeconds()));
        }
    }
}
