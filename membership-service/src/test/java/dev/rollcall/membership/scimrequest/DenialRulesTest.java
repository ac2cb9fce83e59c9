package dev.rollcall.membership.scimrequest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenialRulesTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "20, 20, 20", "25, 25, 20", "1, 20, 1", "1, 21, 0", "10, 25, 5", "10, 100, 0"})
    void theFirstTwentyOfAMinuteAreToldOneByOne(long latest, long count, long single) {
        assertThat(DenialRules.single(latest, count)).isEqualTo(single);
    }
}
