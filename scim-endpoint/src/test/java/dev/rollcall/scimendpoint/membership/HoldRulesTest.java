package dev.rollcall.scimendpoint.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.CallFailed;
import dev.rollcall.scimendpoint.membership.HoldRules.Meaning;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldRulesTest {
    private static final Duration AT_ONCE = Duration.ZERO;

    @Test
    void anAnswerIsNeverAskedForAgain() {
        assertThat(HoldRules.again(Meaning.ANSWERED, true, AT_ONCE)).isFalse();
        assertThat(HoldRules.again(Meaning.ANSWERED, false, AT_ONCE)).isFalse();
    }

    @Test
    void whatNeverArrivedIsSentAgainEvenIfItChangesThings() {
        assertThat(HoldRules.again(Meaning.NOT_SENT, false, AT_ONCE)).isTrue();
    }

    @Test
    void whatMayHaveArrivedIsSentAgainOnlyIfItMayBeRepeated() {
        assertThat(HoldRules.again(Meaning.UNCERTAIN, false, AT_ONCE)).isFalse();
        assertThat(HoldRules.again(Meaning.UNCERTAIN, true, AT_ONCE)).isTrue();
    }

    @Test
    void nobodyIsHeldBeyondTwentyFiveSeconds() {
        assertThat(HoldRules.again(Meaning.NOT_SENT, true, Duration.ofMillis(24_999)))
                .isTrue();
        assertThat(HoldRules.again(Meaning.NOT_SENT, true, Duration.ofSeconds(25)))
                .isFalse();
    }

    @Test
    void pausesGrowToASecondAndStayThere() {
        assertThat(IntStream.of(0, 1, 2, 3, 4, 5, 1_000_000)
                        .mapToObj(HoldRules::pause)
                        .map(Duration::toMillis))
                .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L, 1000L);
    }

    @Test
    void aRefusedConnectionMeansNothingWasSent() {
        assertThat(FailedCalls.meaning(new CallFailed("no", false, new ConnectException("refused"))))
                .isEqualTo(Meaning.NOT_SENT);
    }

    @Test
    void aTimeoutOrAServersFailureLeavesItOpen() {
        assertThat(FailedCalls.meaning(new CallFailed("late", true, new TimeoutException())))
                .isEqualTo(Meaning.UNCERTAIN);
        assertThat(FailedCalls.meaning(Refusal.UNAVAILABLE.because("down"))).isEqualTo(Meaning.UNCERTAIN);
    }

    @Test
    void aRefusalAndAFaultOfOursAreAnswers() {
        assertThat(FailedCalls.meaning(Refusal.USER_EXISTS.because("twice"))).isEqualTo(Meaning.ANSWERED);
        assertThat(FailedCalls.meaning(new IllegalStateException())).isEqualTo(Meaning.ANSWERED);
    }
}
