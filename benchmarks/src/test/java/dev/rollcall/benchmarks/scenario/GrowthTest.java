package dev.rollcall.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.benchmarks.load.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {

    @Test
    void aRoundInTheLargePlaceIsComparedWithTheOneBeforeItInTheSmallPlace() {
        // given: the machine was twice as slow in the second pair
        Growth growth = new Growth(Scenario.S5, "", List.of(1.0, 2.0, 1.0), List.of(1.25, 2.5, 1.5), 1.25);

        // when, then
        assertThat(growth.ratios()).isEqualTo(new Spread(1.25, 1.25, 1.5));
        assertThat(growth.reached()).isTrue();
    }

    @Test
    void aLargePlaceThatCostsMoreMissesTheTarget() {
        assertThat(new Growth(Scenario.S6, "", List.of(1.0), List.of(1.6), 1.5).reached())
                .isFalse();
    }
}
