package dev.rollcall.benchmarks.load;

import java.time.Duration;

/**
 * The CPU time of this process against the time of all cores: the generator must not be what limits the rate.
 *
 * @param begin wall clock, nanoseconds
 * @param used this process' CPU time until then
 */
public record GeneratorCpu(long begin, Duration used) {

    public static GeneratorCpu start() {
        return new GeneratorCpu(System.nanoTime(), cpu());
    }

    /** The part of all cores since the start, 0 to 1. */
    public double share() {
        double wall =
                (System.nanoTime() - begin) * (double) Runtime.getRuntime().availableProcessors();
        return cpu().minus(used).toNanos() / wall;
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
