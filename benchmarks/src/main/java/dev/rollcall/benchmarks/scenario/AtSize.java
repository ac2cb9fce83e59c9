package dev.rollcall.benchmarks.scenario;

import java.time.Instant;
import java.util.List;

/**
 * G1: what came out with so many users in the organization.
 *
 * @param users how many
 * @param at when it was measured
 * @param comparisons those of S1 to S6 that ran
 */
public record AtSize(int users, Instant at, List<RateComparison> comparisons) {

    /** One, or none when it did not run. */
    public List<RateComparison> of(Scenario scenario) {
        return comparisons.stream()
                .filter(comparison -> comparison.scenario() == scenario)
                .toList();
    }
}
