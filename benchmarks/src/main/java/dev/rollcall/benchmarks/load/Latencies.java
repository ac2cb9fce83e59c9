package dev.rollcall.benchmarks.load;

import java.util.Arrays;

/** Durations in nanoseconds, of one thread; merged when the threads have ended. */
public final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;

    private long[] values = new long[1024];
    private int size;

    public void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = nanos;
    }

    public void addAll(Latencies other) {
        for (int i = 0; i < other.size; i++) {
            add(other.values[i]);
        }
    }

    public int size() {
        return size;
    }

    /**
     * The smallest value that at least this part of all values does not exceed (nearest rank).
     *
     * @param part above 0, at most 1
     * @return milliseconds; NaN when there are no values
     */
    public double percentileMillis(double part) {
        if (size == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(part * size);
        return sorted[Math.max(1, rank) - 1] / NANOS_PER_MILLI;
    }
}
