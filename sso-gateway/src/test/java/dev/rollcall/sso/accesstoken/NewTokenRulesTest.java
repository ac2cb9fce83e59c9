package dev.rollcall.sso.accesstoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R-ACC-3. */
class NewTokenRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<String> READ = List.of("scope-member-read", "scope-activity-read");

    @Test
    void aLabelAndKnownScopesMakeAToken() {
        var good = NewTokenRules.require(" nightly export ", null, READ, NOON.plusSeconds(1), NOON);
        assertThat(good.label()).isEqualTo("nightly export");
        assertThat(good.description()).isEmpty();
        assertThat(good.scopes()).containsExactly(TokenScope.MEMBER_READ, TokenScope.ACTIVITY_READ);
    }

    @Test
    void everyDocumentedScopeIsKnown() {
        assertThat(TokenScope.wireNames())
                .contains(
                        "scope-member-read",
                        "scope-member-edit",
                        "scope-invite-read",
                        "scope-invite-edit",
                        "scope-group-read",
                        "scope-group-edit",
                        "scope-activity-read");
    }

    @Test
    void whatIsMissingTooLongUnknownOrPastIsRefusedByName() {
        refused("label", null, READ, null);
        refused("label", "   ", READ, null);
        refused("label", "x".repeat(101), READ, null);
        refused("label", "two\nlines", READ, null);
        refused("scopes", "x", null, null);
        refused("scopes", "x", List.of(), null);
        refused("scopes", "x", List.of("scope-everything"), null);
        refused("scopes", "x", Arrays.asList("scope-member-read", null), null);
        refused("expiresAt", "x", READ, NOON);
    }

    private static void refused(String named, String label, List<String> scopes, Instant expiresAt) {
        assertThatThrownBy(() -> NewTokenRules.require(label, null, scopes, expiresAt, NOON))
                .hasMessageContaining("VALUE_INVALID")
                .hasMessageContaining(named);
    }

    @Test
    void theHundredAndFirstTokenIsRefused() {
        NewTokenRules.requireRoom(99);
        assertThatThrownBy(() -> NewTokenRules.requireRoom(100)).hasMessageContaining("TOKEN_LIMIT");
    }

    @Test
    void aTokensValueIsReadBackAndADamagedOneIsNot() {
        // given
        OrganizationToken token = OrganizationToken.fresh();
        String text = token.text();

        // then
        assertThat(text).matches("rc_oat_[A-Z2-7]{16}_[A-Za-z0-9_-]{43}_[0-9A-Za-z]{6}");
        assertThat(OrganizationToken.parse(text)).contains(token);
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String damaged = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(OrganizationToken.parse(damaged)).as(damaged).isEmpty();
        }
        assertThat(OrganizationToken.parse(text + "x")).isEmpty();
        assertThat(OrganizationToken.parse("rc_oat_")).isEmpty();
        assertThat(token.toString()).doesNotContain(token.secret());
    }
}
