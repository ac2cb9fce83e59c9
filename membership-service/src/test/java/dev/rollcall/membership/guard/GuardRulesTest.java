package dev.rollcall.membership.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many may leave within an hour (R-NOT-2). */
class GuardRulesTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1, 20, false", // a team of one
        "10, 12, 20, false", // few people, however large their share
        "11, 12, 20, true",
        "20, 100, 20, false", // a fifth
        "21, 100, 20, true",
        "21, 104, 20, true", // the share is cut, not rounded up
        "200000, 1000000, 20, false",
        "200001, 1000000, 20, true",
        "100, 100, 100, false" // all of them, where the owner wants it so
    })
    void moreThanTheShareAndMoreThanTenIsTooMany(long fallen, long base, int percent, boolean tooMany) {
        assertThat(GuardRules.tooMany(fallen, base, percent)).isEqualTo(tooMany);
    }
}
