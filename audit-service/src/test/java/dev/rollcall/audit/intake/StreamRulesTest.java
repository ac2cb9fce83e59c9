package dev.rollcall.audit.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.audit.intake.StreamRules.Verdict;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreamRulesTest {
    private static final UUID EVENT = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    @Test
    void theFirstAndEachNextNumberAreTaken() {
        assertThat(StreamRules.judge(seen(0), 1, EVENT, null)).isEqualTo(Verdict.TAKE);
        assertThat(StreamRules.judge(seen(41), 42, EVENT, null)).isEqualTo(Verdict.TAKE);
    }

    @Test
    void aNumberAheadWaits() {
        assertThat(StreamRules.judge(seen(0), 2, EVENT, null)).isEqualTo(Verdict.HOLD);
        assertThat(StreamRules.judge(seen(5), 700, EVENT, null)).isEqualTo(Verdict.HOLD);
    }

    @Test
    void theMissingNumberIsTakenThoughLaterOnesCame() {
        assertThat(StreamRules.judge(seen(5).reached(9), 6, EVENT, null)).isEqualTo(Verdict.TAKE);
    }

    @Test
    void aKnownNumberOfTheSameEventIsARepetition() {
        assertThat(StreamRules.judge(seen(5), 3, EVENT, EVENT)).isEqualTo(Verdict.REPEATED);
        assertThat(StreamRules.judge(seen(5).reached(9), 9, EVENT, EVENT))
                .as("held")
                .isEqualTo(Verdict.REPEATED);
    }

    @Test
    void aKnownNumberOfAnotherEventIsAFork() {
        assertThat(StreamRules.judge(seen(5), 5, EVENT, OTHER)).isEqualTo(Verdict.FORK);
        assertThat(StreamRules.judge(seen(5).reached(9), 9, EVENT, OTHER))
                .as("held")
                .isEqualTo(Verdict.FORK);
    }

    @Test
    void nothingMoreIsTakenOfAForkedStream() {
        assertThat(StreamRules.judge(seen(5).stopped(), 6, EVENT, null)).isEqualTo(Verdict.HOLD);
        assertThat(StreamRules.judge(seen(5).stopped(), 5, EVENT, EVENT)).isEqualTo(Verdict.REPEATED);
    }

    @Test
    void aTakenNumberThatNobodyKnowsIsAFaultOfOurs() {
        assertThatThrownBy(() -> StreamRules.judge(seen(5), 4, EVENT, null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aGapIsOpenWhileSomethingHigherCame() {
        assertThat(seen(5).gap()).isFalse();
        assertThat(seen(5).reached(7).gap()).isTrue();
        assertThat(seen(5).reached(7).taken(6).gap()).isTrue();
        assertThat(seen(5).reached(7).taken(6).taken(7).gap()).isFalse();
    }

    private static StreamState seen(long seq) {
        return new StreamState(1, "/membership/org/x", seq, seq, false);
    }
}
