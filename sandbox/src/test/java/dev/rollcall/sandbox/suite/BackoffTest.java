package dev.rollcall.sandbox.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void aProcessThatKeepsEndingWaitsLongerEachTimeUpToHalfAMinute() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(backoff.after(Duration.ofSeconds(3))).hasSeconds(seconds);
        }
    }

    @Test
    void aProcessThatLastedIsStartedAgainAtOnce() {
        backoff.after(Duration.ZERO);
        backoff.after(Duration.ZERO);

        assertThat(backoff.after(Duration.ofMinutes(2))).hasSeconds(1);
    }
}
