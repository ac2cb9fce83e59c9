package dev.rollcall.scimendpoint.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.scimendpoint.membership.HoldRules.Meaning;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** O10: how long requests are held, when they are not, and how a client is told to come again. */
class AbsenceTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Absence absence = new Absence(meters);

    @Test
    void aShortAbsenceStopsNobody() {
        fail(0);
        fail(24);
        assertThat(admits(24)).isTrue();
        assertThat(admits(24)).isTrue();
        assertThat(away()).isZero();
    }

    @Test
    void onceKnownToBeAwayOneAtATimeTriesAgain() {
        fail(0);
        fail(25);
        assertThat(away()).isEqualTo(1);
        assertThat(admits(25)).isFalse();
        assertThat(admits(26)).as("the probe").isTrue();
        assertThat(admits(27)).as("while the probe is under way").isFalse();
        fail(28);
        assertThat(admits(28)).isFalse();
        assertThat(admits(29)).isTrue();
        absence.heard(Meaning.ANSWERED, at(30));
        assertThat(admits(30)).isTrue();
        assertThat(admits(30)).isTrue();
        assertThat(away()).isZero();
    }

    @Test
    void anyAnswerInBetweenBeginsAnew() {
        fail(0);
        absence.answered();
        fail(24);
        fail(30);
        assertThat(admits(30)).isTrue();
        fail(49);
        assertThat(admits(49)).isFalse();
    }

    /** A failure after which nobody asked for an hour says nothing of that hour. */
    @Test
    void anOldFailureIsNotTheBeginningOfALongAbsence() {
        fail(0);
        fail(3_600);
        assertThat(away()).isZero();
        assertThat(admits(3_600)).isTrue();
        fail(3_612);
        fail(3_625);
        assertThat(away()).isEqualTo(1);
    }

    /** A probe whose end nobody tells must not keep everybody out for ever. */
    @Test
    void aLostProbeIsReplaced() {
        fail(0);
        fail(25);
        assertThat(admits(26)).isTrue();
        assertThat(admits(85)).isFalse();
        assertThat(admits(86)).isTrue();
    }

    @Test
    void aClientComesAgainAfterAsLongAsItHasLasted() {
        assertThat(absence.retryAfterSeconds(at(0))).isEqualTo(5);
        fail(0);
        assertThat(absence.retryAfterSeconds(at(2))).isEqualTo(5);
        assertThat(absence.retryAfterSeconds(at(40))).isEqualTo(40);
        assertThat(absence.retryAfterSeconds(at(4_000))).isEqualTo(300);
    }

    private void fail(int second) {
        absence.heard(Meaning.NOT_SENT, at(second));
    }

    private boolean admits(int second) {
        return absence.admits(at(second));
    }

    private double away() {
        return meters.get("rollcall.scim.membership.away").gauge().value();
    }

    private static long at(int second) {
        return Duration.ofSeconds(second).toNanos() - 1; // such clocks have no zero that means anything
    }
}
