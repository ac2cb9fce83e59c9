package dev.rollcall.membership.scimrequest;

import static dev.rollcall.membership.scimrequest.HealthRules.State.FAILING;
import static dev.rollcall.membership.scimrequest.HealthRules.State.NEVER_CONTACTED;
import static dev.rollcall.membership.scimrequest.HealthRules.State.OK;
import static dev.rollcall.membership.scimrequest.HealthRules.State.SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.membership.scimrequest.HealthRules.Weight;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-TRB-13. */
class HealthRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aConnectionIsWhatItsLatestRequestsSay() {
        Instant minute = NOW.minusSeconds(60);
        Instant hour = NOW.minus(Duration.ofHours(1));
        assertThat(state(null, null, null, Dialect.OKTA)).isEqualTo(NEVER_CONTACTED);
        assertThat(state(minute, null, minute, Dialect.OKTA)).isEqualTo(FAILING);
        assertThat(state(minute, hour, minute, Dialect.OKTA)).isEqualTo(FAILING);
        assertThat(state(minute, minute, hour, Dialect.OKTA)).isEqualTo(OK);
        assertThat(state(minute, null, null, Dialect.OKTA)).isEqualTo(OK);
    }

    @Test
    void aPauseExplainsEverything() {
        assertThat(HealthRules.state(true, NOW, null, NOW, Dialect.OKTA, NOW)).isEqualTo(HealthRules.State.PAUSED);
    }

    /** Entra comes every 40 minutes, Okta when something changed. */
    @Test
    void silenceIsLongerForSomeThanForOthers() {
        Instant days = NOW.minus(Duration.ofDays(2));
        assertThat(state(days, days, null, Dialect.ENTRA)).isEqualTo(SILENT);
        assertThat(state(days, days, null, Dialect.OKTA)).isEqualTo(OK);
        Instant weeks = NOW.minus(Duration.ofDays(8));
        assertThat(state(weeks, weeks, null, Dialect.GENERIC)).isEqualTo(SILENT);
    }

    @ParameterizedTest
    @CsvSource({
        "200,SUCCESS",
        "204,SUCCESS",
        "304,SUCCESS",
        "401,FAILURE",
        "403,FAILURE",
        "400,FAILURE",
        "500,FAILURE",
        "503,FAILURE",
        "404,NEITHER",
        "409,NEITHER",
        "412,NEITHER",
        "429,NEITHER",
        "0,NEITHER"
    })
    void dailyLifeIsNoFailure(int status, Weight weight) {
        assertThat(HealthRules.weigh(status, status < 400 ? null : "ANY")).isEqualTo(weight);
    }

    /** O10: Okta is told of our absence as if it were a limit; for the owner it is what it is. */
    @Test
    void anOutageIsAFailureByWhateverStatusItWasTold() {
        assertThat(HealthRules.weigh(429, "UNAVAILABLE")).isEqualTo(Weight.FAILURE);
        assertThat(HealthRules.weigh(503, "UNAVAILABLE")).isEqualTo(Weight.FAILURE);
        assertThat(HealthRules.weigh(429, "RATE_LIMITED")).isEqualTo(Weight.NEITHER);
    }

    private static HealthRules.State state(Instant last, Instant success, Instant failure, Dialect dialect) {
        return HealthRules.state(false, last, success, failure, dialect, NOW);
    }
}
