package dev.rollcall.benchmarks.latency;

import dev.rollcall.benchmarks.load.Latencies;

/**
 * How long something took, over many times.
 *
 * @param name what was timed, from when to when
 * @param count how many
 * @param targetMillis the median to stay under
 */
public record Delay(String name, int count, double p50Millis, double p95Millis, double p99Millis, double targetMillis) {

    static Delay of(String name, Latencies latencies, double targetMillis) {
        return new Delay(
                name,
                latencies.size(),
                latencies.percentileMillis(0.5),
                latencies.percentileMillis(0.95),
                latencies.percentileMillis(0.99),
                targetMillis);
    }

    /** The name without its conditions, for a plot's margin. */
    public String shortName() {
        return name.split(",")[0];
    }

    public boolean reachesTarget() {
        return p50Millis < targetMillis;
    }
}
