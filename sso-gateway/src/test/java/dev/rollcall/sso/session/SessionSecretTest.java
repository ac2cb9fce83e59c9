package dev.rollcall.sso.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionSecretTest {
    @Test
    void aFormTokenBelongsToOneCookieAndDoesNotBetrayIt() {
        // given
        SessionSecret mine = SessionSecret.fresh();
        SessionSecret yours = SessionSecret.fresh();

        // then
        assertThat(mine.madeFormToken(mine.formToken())).isTrue();
        assertThat(mine.madeFormToken(yours.formToken())).isFalse();
        assertThat(mine.madeFormToken(mine.value())).isFalse();
        assertThat(mine.madeFormToken(null)).isFalse();
        assertThat(mine.formToken()).isNotEqualTo(mine.value());
        assertThat(mine.toString()).doesNotContain(mine.value());
    }

    @Test
    void onlyWhatWeCouldHaveMadeIsTakenForACookieOfOurs() {
        assertThat(SessionSecret.of(SessionSecret.fresh().value())).isPresent();
        assertThat(SessionSecret.of(null)).isEmpty();
        assertThat(SessionSecret.of("")).isEmpty();
        assertThat(SessionSecret.of("x".repeat(42))).isEmpty();
        assertThat(SessionSecret.of("' OR true --" + "x".repeat(31))).isEmpty();
        assertThat(SessionSecret.of("x".repeat(100_000))).isEmpty();
    }
}
