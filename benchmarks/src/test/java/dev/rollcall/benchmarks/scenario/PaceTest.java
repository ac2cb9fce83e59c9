package dev.rollcall.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Duration FIVE = Duration.ofSeconds(5);

    @Test
    void theShortSetGivesTheYoungestScenariosHalfTheTime() {
        // given
        Pace pace = new Pace(false, TEN, TEN, 3);

        // when, then
        assertThat(pace.round(Scenario.S4)).isEqualTo(TEN);
        assertThat(pace.round(Scenario.S5)).isEqualTo(FIVE);
        assertThat(pace.warmUp(Scenario.S6)).isEqualTo(FIVE);
        assertThat(pace.groups()).as("one for each connection at least").isGreaterThanOrEqualTo(16);
    }

    @Test
    void theFullSetGivesAllTheSame() {
        // given
        Pace pace = new Pace(true, TEN, TEN, 3);

        // when, then
        assertThat(pace.round(Scenario.S5)).isEqualTo(TEN);
        assertThat(pace.groups()).isEqualTo(100);
    }
}
