package dev.rollcall.benchmarks.load;

import java.util.List;

/** Smallest, middle and largest of a few figures; the middle of an even number is the mean of the two in the middle. */
public record Spread(double min, double median, double max) {

    /** @throws IllegalArgumentException when there are none */
    public static Spread of(List<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("no figures");
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(sorted.getFirst(), median, sorted.getLast());
    }
}
