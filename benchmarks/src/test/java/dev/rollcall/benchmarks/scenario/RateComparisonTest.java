package dev.rollcall.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollcall.benchmarks.load.Round;
import dev.rollcall.benchmarks.load.Spread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateComparisonTest {

    @Test
    void aRatioComparesNeighboursSoThatWhatSlowsBothDropsOut() {
        // given: the machine was twice as fast in the second pair
        RateComparison comparison =
                comparison(List.of(round(150), round(300), round(200)), List.of(round(1000), round(2000), round(1000)));

        // when
        Spread ratios = comparison.ratios();

        // then
        assertThat(ratios).isEqualTo(new Spread(0.15, 0.15, 0.2));
        assertThat(comparison.reachesFirst()).isTrue();
        assertThat(comparison.reachesSecond()).isFalse();
    }

    @Test
    void aRatioBelowTheFirstTargetReachesNone() {
        // given
        RateComparison comparison = comparison(List.of(round(149)), List.of(round(1000)));

        // when, then
        assertThat(comparison.reachesFirst()).isFalse();
        assertThat(comparison.reachesSecond()).isFalse();
    }

    @Test
    void cpuTimeIsSharedOutOverTheRequests() {
        // given
        RateComparison comparison = comparison(List.of(round(100)), List.of(round(1000)));

        // when, then: 3 s for 1,000 requests, 2 s for 10,000 jobs
        assertThat(comparison.cpuForOne()).isCloseTo(0.003, within(1e-9));
        assertThat(comparison.floorCpuForOne()).isCloseTo(0.0002, within(1e-9));
    }

    private static RateComparison comparison(List<Round> product, List<Round> floor) {
        return new RateComparison(Scenario.S1, product, floor, List.of(0.5), Map.of("one", 1.0, "other", 2.0), 2);
    }

    private static Round round(int rate) {
        return new Round(rate * 10L, 10, 1, 2, 0.05);
    }
}
