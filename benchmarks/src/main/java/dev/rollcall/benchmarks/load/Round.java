package dev.rollcall.benchmarks.load;

/**
 * One round of one side.
 *
 * @param jobs finished, all of them right
 * @param seconds from the first job's start to the last one's end
 * @param p50Millis median latency of one job
 * @param p99Millis latency that 99 of 100 jobs stayed under
 * @param generatorShare the generator's own part of all cores, 0 to 1
 */
public record Round(long jobs, double seconds, double p50Millis, double p99Millis, double generatorShare) {

    /** CPU time of the generator, over all cores. */
    public double generatorSeconds() {
        return generatorShare * seconds * Runtime.getRuntime().availableProcessors();
    }

    /** Jobs per second. */
    public double rate() {
        return jobs / seconds;
    }
}
