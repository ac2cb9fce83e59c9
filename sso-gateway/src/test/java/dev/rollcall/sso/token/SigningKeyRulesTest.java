package dev.rollcall.sso.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.secret.MasterKeys.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeyRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static SigningKey key(String kid, Instant signsFrom) {
        return new SigningKey(kid, new byte[0], new Sealed("m", new byte[0]), signsFrom, signsFrom);
    }

    @Test
    void theFirstKeySignsAtOnceAndALaterOneOnlyWhenEverybodyHasSeenIt() {
        assertThat(SigningKeyRules.signsFrom(List.of(), NOON)).isEqualTo(NOON);
        assertThat(SigningKeyRules.signsFrom(List.of(key("old", NOON.minusSeconds(1))), NOON))
                .isEqualTo(NOON.plus(SigningKeyRules.PUBLISHED_AHEAD));
    }

    @Test
    void theYoungestKeyWhoseTimeHasComeSignsAndTheComingOneIsAlreadyShown() {
        // given
        var old = key("old", NOON.minus(Duration.ofDays(91)));
        var next = key("next", NOON.plus(Duration.ofHours(2)));
        var keys = List.of(next, old);

        // then
        assertThat(SigningKeyRules.current(keys, NOON)).contains(old);
        assertThat(SigningKeyRules.published(keys, NOON, LIFETIME)).containsExactly(old, next);
        assertThat(SigningKeyRules.current(keys, NOON.plus(Duration.ofHours(2))))
                .contains(next);
    }

    @Test
    void aReplacedKeyIsShownAsLongAsATokenOfItMayLive() {
        // given
        var keys = List.of(key("old", NOON.minus(Duration.ofDays(90))), key("next", NOON));
        Duration lastSeen = LIFETIME.plus(SigningKeyRules.MARGIN);

        // then
        assertThat(SigningKeyRules.published(keys, NOON.plus(lastSeen).minusSeconds(1), LIFETIME))
                .hasSize(2);
        assertThat(SigningKeyRules.published(keys, NOON.plus(lastSeen), LIFETIME))
                .extracting(SigningKey::kid)
                .containsExactly("next");
    }

    @Test
    void aKeyIsDueWhenThereIsNoneAndWhenTheYoungestIsOldButNotWhileTheNextWaits() {
        var old = key("old", NOON.minus(SigningKeyRules.AGE_MAX));
        var next = key("next", NOON.plusSeconds(1));
        assertThat(SigningKeyRules.due(List.of(), NOON)).isTrue();
        assertThat(SigningKeyRules.due(List.of(old), NOON)).isTrue();
        assertThat(SigningKeyRules.due(List.of(old), NOON.minusSeconds(1))).isFalse();
        assertThat(SigningKeyRules.due(List.of(old, next), NOON)).isFalse();
    }

    @Test
    void aReplicaWhoseClockRunsBehindSignsWithTheFirstKeyOfAnotherInsteadOfMakingOne() {
        var ahead = List.of(key("ahead", NOON.plusSeconds(3)));
        assertThat(SigningKeyRules.due(ahead, NOON)).isFalse();
        assertThat(SigningKeyRules.current(ahead, NOON)).contains(ahead.getFirst());
    }

    /** R-ACC-1. */
    @Test
    void aTokenLivesTenMinutesAndLongerOnlyWhereTheInstallationAllows() {
        Duration month = Duration.ofDays(30);
        assertThat(LifetimeRules.require(null, month)).isEqualTo(Duration.ofSeconds(600));
        assertThat(LifetimeRules.require(2_592_000L, month)).isEqualTo(month);
        assertThat(LifetimeRules.require(600L, LIFETIME)).isEqualTo(LIFETIME);
        assertThat(refusal(601L)).isEqualTo(Refusal.LIFETIME_TOO_LONG);
        assertThat(refusal(Long.MAX_VALUE)).isEqualTo(Refusal.LIFETIME_TOO_LONG);
        assertThat(refusal(0L)).isEqualTo(Refusal.VALUE_INVALID);
        assertThat(refusal(-600L)).isEqualTo(Refusal.VALUE_INVALID);
    }

    private static Refusal refusal(long seconds) {
        var refused = new Refused[1];
        assertThatThrownBy(() -> LifetimeRules.require(seconds, LIFETIME))
                .isInstanceOfSatisfying(Refused.class, thrown -> refused[0] = thrown);
        return refused[0].refusal();
    }
}
