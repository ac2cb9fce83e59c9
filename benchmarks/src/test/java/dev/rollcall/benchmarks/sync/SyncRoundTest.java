package dev.rollcall.benchmarks.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SyncRoundTest {

    @Test
    void bothPassesCount() {
        // given
        SyncRound round = new SyncRound(10_000, 6, 4, 2, 0.05);

        // when, then
        assertThat(round.ratio()).isCloseTo(0.2, within(1e-9));
        assertThat(round.firstRatio()).isCloseTo(2 / 6.0, within(1e-9));
    }
}
