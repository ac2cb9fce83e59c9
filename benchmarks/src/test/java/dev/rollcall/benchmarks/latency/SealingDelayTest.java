package dev.rollcall.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealingDelayTest {

    @Test
    void anEventsIdTellsItsNumber() {
        // when
        String id = SealingDelay.id("65a0b1c2", 70_000);

        // then
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(SealingDelay.number(id)).isEqualTo(70_000);
    }
}
