package dev.rollcall.benchmarks.report;

import dev.rollcall.benchmarks.scenario.AtSize;
import dev.rollcall.benchmarks.scenario.RateComparison;
import dev.rollcall.benchmarks.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** G1: how the cost of a job grows with the number of users. Costs are in the unit of the floor measured beside them. */
final class SizeRules {
    /** The target: the cost may be at most so many times that with the fewest users. */
    static final double LIMIT = 1.5;

    private SizeRules() {}

    /**
     * One scenario's growth.
     *
     * @param least the fewest users that it was measured with
     * @param users more of them
     * @param factor how many times the cost
     */
    record SizeGrowth(Scenario scenario, int least, int users, double factor) {}

    /** Every scenario at every size but the smallest that it was measured with. */
    static List<SizeGrowth> growths(List<AtSize> sizes) {
        List<SizeGrowth> growths = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            Optional<AtSize> least = least(sizes, scenario);
            for (AtSize size : sizes) {
                for (RateComparison comparison : size.of(scenario)) {
                    if (least.isPresent() && size.users() > least.get().users()) {
                        growths.add(new SizeGrowth(
                                scenario,
                                least.get().users(),
                                size.users(),
                                factor(sizes, comparison).orElseThrow()));
                    }
                }
            }
        }
        return growths;
    }

    /** The cost as part of the same scenario's with the fewest users. */
    static Optional<Double> factor(List<AtSize> sizes, RateComparison comparison) {
        return least(sizes, comparison.scenario())
                .map(size -> size.of(comparison.scenario()).getFirst().ratios().median()
                        / comparison.ratios().median());
    }

    private static Optional<AtSize> least(List<AtSize> sizes, Scenario scenario) {
        return sizes.stream().filter(size -> !size.of(scenario).isEmpty()).min(Comparator.comparingInt(AtSize::users));
    }
}
