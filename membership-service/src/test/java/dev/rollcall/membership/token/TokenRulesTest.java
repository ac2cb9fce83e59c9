package dev.rollcall.membership.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.contract.refusal.Refused;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** R-TOK-4, R-TOK-5. */
class TokenRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void aFurtherTokenLeavesTheFirstOneAlone() {
        assertThat(TokenRules.endOfOthers(0, null, NOW)).isNull();
        assertThat(TokenRules.endOfOthers(1, null, NOW)).isNull();
    }

    @Test
    void aThirdLiveTokenIsRefusedUnlessTheOthersEndAtOnce() {
        assertThatThrownBy(() -> TokenRules.endOfOthers(2, null, NOW)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> TokenRules.endOfOthers(2, Duration.ofSeconds(1), NOW))
                .isInstanceOf(Refused.class);
        assertThat(TokenRules.endOfOthers(2, Duration.ZERO, NOW)).isEqualTo(NOW);
    }

    @Test
    void aRotationEndsTheOldOneAfterItsGrace() {
        assertThat(TokenRules.endOfOthers(1, Duration.ofHours(24), NOW)).isEqualTo("2026-11-23T10:00:00Z");
    }

    @Test
    void aTokenLivesUntilTheInstantOfItsExpiry() {
        assertThat(TokenRules.live(null, null, NOW)).isTrue();
        assertThat(TokenRules.live(NOW.plusMillis(1), null, NOW)).isTrue();
        assertThat(TokenRules.live(NOW, null, NOW)).isFalse();
        assertThat(TokenRules.live(null, NOW, NOW)).isFalse();
    }

    @Test
    void silenceAndAnEndThatIsNearAreWarnedOf() {
        Instant longAgo = NOW.minus(Duration.ofHours(48));

        assertThat(TokenRules.warnings(NOW, null, null, NOW)).isEmpty();
        assertThat(TokenRules.warnings(longAgo, null, null, NOW)).hasSize(1);
        assertThat(TokenRules.warnings(longAgo, NOW, null, NOW)).isEmpty();
        assertThat(TokenRules.warnings(longAgo, longAgo, NOW.plus(Duration.ofDays(13)), NOW))
                .hasSize(2);
    }
}
