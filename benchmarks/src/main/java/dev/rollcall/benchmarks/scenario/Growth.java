package dev.rollcall.benchmarks.scenario;

import dev.rollcall.benchmarks.load.Spread;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the same job costs in a small place and in a large one, measured in turn.
 *
 * @param scenario whose job it is
 * @param what where it is small and where it is large
 * @param smallMillis time of one job in the small place, each round's median
 * @param largeMillis likewise in the large place, each round right after the small place's round of the same number
 * @param limit the target: how many times the small one's cost the large one's may be at most
 */
public record Growth(Scenario scenario, String what, List<Double> smallMillis, List<Double> largeMillis, double limit) {

    /** Large by small, each pair of neighbours by itself. */
    public Spread ratios() {
        return Spread.of(IntStream.range(0, smallMillis.size())
                .mapToObj(i -> largeMillis.get(i) / smallMillis.get(i))
                .toList());
    }

    public boolean reached() {
        return ratios().median() <= limit;
    }
}
