package dev.rollcall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BenchOptionsTest {

    @Test
    void withoutArgumentsItIsTheShortSet() {
        // when
        BenchOptions options = BenchOptions.parse();

        // then
        assertThat(options.users()).isEqualTo(100_000);
        assertThat(options.roundSeconds()).isEqualTo(10);
        assertThat(options.wants("S1")).isTrue();
        assertThat(options.wants("S5")).isTrue();
        assertThat(options.wants("S6")).isTrue();
        assertThat(options.wants("T1")).as("it stops the suite").isFalse();
        assertThat(options.wants("S7")).as("it takes too long").isFalse();
        assertThat(options.wants("G1")).as("it takes much too long").isFalse();
        assertThat(options.whole()).isTrue();
    }

    @Test
    void theFullSetHasLongerRoundsAndTimesTheStart() {
        // when
        BenchOptions options = BenchOptions.parse("--full");

        // then
        assertThat(options.roundSeconds()).isEqualTo(15);
        assertThat(options.wants("T1")).isTrue();
        assertThat(options.wants("S7")).isTrue();
        assertThat(options.wants("G1")).isTrue();
        assertThat(options.sizes()).containsExactly(1_000, 100_000, 1_000_000);
        assertThat(BenchOptions.parse("--full", "--sizes", "500,2000").sizes()).containsExactly(500, 2_000);
        assertThat(options.whole()).isTrue();
    }

    @Test
    void aPartOrASmallStoreIsNotPublished() {
        assertThat(BenchOptions.parse("--only", "S1,E2").whole()).isFalse();
        assertThat(BenchOptions.parse("--users", "20000").whole()).isFalse();
        assertThat(BenchOptions.parse("--round", "5").whole()).isFalse();
    }

    @Test
    void whatItDoesNotKnowIsRefusedWithTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchOptions.parse("--fast"))
                .withMessage("no option '--fast'; --help lists them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchOptions.parse("--only", "S9"))
                .withMessageStartingWith("--only takes some of M1,S1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchOptions.parse("--users", "many"))
                .withMessage("--users takes a number from 100 to 1000000, not 'many'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchOptions.parse("--users"))
                .withMessage("--users needs a value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchOptions.parse("--sizes", "1000,some"))
                .withMessage("--sizes takes a number from 100 to 1000000, not 'some'");
    }
}
