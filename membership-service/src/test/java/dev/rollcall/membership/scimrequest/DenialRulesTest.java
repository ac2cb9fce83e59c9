package dev.rollcall.membership.scimrequest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenialRulesTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "20, 20, 20", "25, 25, 20", "1, 20, 1", "1, 21, 0", "10, 25, 5", "10, 100, 0"})
    void theFirstTwentyOfAMinuteAreToldOneByOne(long latest, long count, long single) {
        assertThat(DenialRules.single(latest, count)).isEqualTo(single);
    }

    /** O10: what we could not do was denied by nobody, though Okta is told so as 429. */
    @ParameterizedTest
    @CsvSource({
        "429, UNAVAILABLE, false",
        "503, UNAVAILABLE, false",
        "500, INTERNAL, false",
        "404, USER_UNKNOWN, false",
        "429, RATE_LIMITED, true",
        "403, NO_SEAT, true",
        "503, SCIM_PAUSED, true",
        "503, DEPROVISIONING_HELD, true"
    })
    void anOutageIsNoDenial(int status, String code, boolean denied) {
        assertThat(DenialRules.denied(DiagnosisRulesTest.request(status, code, Dialect.OKTA)))
                .isEqualTo(denied);
    }
}
