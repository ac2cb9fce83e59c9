package dev.rollcall.benchmarks.scenario;

import dev.rollcall.benchmarks.load.Round;
import dev.rollcall.benchmarks.load.Spread;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What came out for one scenario.
 *
 * @param product the suite's rounds, in order
 * @param floor the floor's rounds, each right after the product's of the same place
 * @param settleSeconds how long the suite still worked after each of its rounds, on what it had put off
 * @param cpuSeconds CPU time of the suite's processes during its rounds, with the work put off
 * @param floorCpuSeconds CPU time of the floor during its rounds: its client and its backends in PostgreSQL
 */
public record RateComparison(
        Scenario scenario,
        List<Round> product,
        List<Round> floor,
        List<Double> settleSeconds,
        Map<String, Double> cpuSeconds,
        double floorCpuSeconds) {

    public Spread productRates() {
        return Spread.of(product.stream().map(Round::rate).toList());
    }

    public Spread floorRates() {
        return Spread.of(floor.stream().map(Round::rate).toList());
    }

    /** Product by floor, each pair of neighbours by itself, so that what slows both drops out. */
    public Spread ratios() {
        return Spread.of(IntStream.range(0, product.size())
                .mapToObj(i -> product.get(i).rate() / floor.get(i).rate())
                .toList());
    }

    /** The generator's largest part of all cores in a round of the product. */
    public double generatorShare() {
        return product.stream().mapToDouble(Round::generatorShare).max().orElse(0);
    }

    /** CPU time of the suite for one request, seconds. */
    public double cpuForOne() {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum() / jobs(product);
    }

    /** CPU time of the floor for one job, seconds. */
    public double floorCpuForOne() {
        return floorCpuSeconds / jobs(floor);
    }

    private static double jobs(List<Round> rounds) {
        return rounds.stream().mapToLong(Round::jobs).sum();
    }

    /** True where there is no such target. */
    public boolean reachesFirst() {
        Double target = scenario.firstTarget();
        return target == null || ratios().median() >= target;
    }

    public boolean reachesSecond() {
        return ratios().median() >= scenario.secondTarget();
    }
}
