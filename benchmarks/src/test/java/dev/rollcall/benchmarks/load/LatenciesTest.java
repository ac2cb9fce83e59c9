package dev.rollcall.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void aPercentileIsTheNearestRank() {
        // given
        Latencies latencies = new Latencies();
        LongStream.rangeClosed(1, 2_000).forEach(millis -> latencies.add((2_001 - millis) * 1_000_000));

        // when, then
        assertThat(latencies.percentileMillis(0.5)).isEqualTo(1_000);
        assertThat(latencies.percentileMillis(0.99)).isEqualTo(1_980);
        assertThat(latencies.percentileMillis(1)).isEqualTo(2_000);
        assertThat(latencies.percentileMillis(0.0001)).isEqualTo(1);
    }

    @Test
    void oneValueIsEveryPercentile() {
        // given
        Latencies latencies = new Latencies();
        latencies.add(1_500_000);

        // when, then
        assertThat(latencies.percentileMillis(0.01)).isEqualTo(1.5);
        assertThat(latencies.percentileMillis(0.99)).isEqualTo(1.5);
    }

    @Test
    void mergingCountsEveryValueOfBoth() {
        // given
        Latencies one = new Latencies();
        one.add(1_000_000);
        Latencies other = new Latencies();
        other.add(3_000_000);
        other.add(2_000_000);

        // when
        one.addAll(other);

        // then
        assertThat(one.size()).isEqualTo(3);
        assertThat(one.percentileMillis(0.5)).isEqualTo(2);
    }

    @Test
    void nothingMeasuredIsNoNumber() {
        assertThat(new Latencies().percentileMillis(0.5)).isNaN();
    }
}
