package dev.rollcall.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryUseTest {

    @Test
    void theProportionalSizeIsReadFromTheRollup() {
        // given
        String rollup = "5555-7fff ---p 00000000 00:00 0 [rollup]\nRss:   9000 kB\nPss:   1234 kB\nPss_Dirty: 7 kB\n";

        // when, then
        assertThat(MemoryUse.pss(rollup)).isEqualTo(1234 * 1024);
    }

    @Test
    void aSystemThatDoesNotTellCountsAsNothing() {
        assertThat(MemoryUse.pss("")).isZero();
    }
}
