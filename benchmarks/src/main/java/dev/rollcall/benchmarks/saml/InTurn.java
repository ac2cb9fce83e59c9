package dev.rollcall.benchmarks.saml;

import dev.rollcall.benchmarks.load.Spread;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounds of a product and of its floor that took turns on one thread.
 *
 * @param product jobs per second
 * @param floor the same, each round right after the product's of the same place
 */
public record InTurn(List<Double> product, List<Double> floor) {
    public InTurn {
        product = List.copyOf(product);
        floor = List.copyOf(floor);
    }

    /** Product by floor, each pair of neighbours by itself, so that what slows both drops out. */
    public Spread ratios() {
        return Spread.of(IntStream.range(0, product.size())
                .mapToObj(i -> product.get(i) / floor.get(i))
                .toList());
    }
}
