package dev.rollcall.scimendpoint.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.ScimToken;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-SCIM-6, R-TOK-3. */
class TokenRulesTest {
    private static final ScimToken TOKEN = new ScimToken("abcdefghijklmnop", "A_-".repeat(14) + "z");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
    void theSchemeIsReadInAnyLetterCase(String scheme) {
        assertThat(TokenRules.require(scheme + TOKEN.text())).isEqualTo(new Bearer.Fixed(TOKEN));
    }

    /** What it is worth, the seal tells. */
    @Test
    void anAccessTokenIsKnownByItsPrefix() {
        assertThat(TokenRules.require("Bearer rca_whatever")).isEqualTo(new Bearer.Access("rca_whatever"));
    }

    @Test
    void noHeaderIsAMissingToken() {
        assertThat(refusalOf(null)).isEqualTo(Refusal.TOKEN_MISSING);
        assertThat(refusalOf(" ")).isEqualTo(Refusal.TOKEN_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"non-token", "Basic YTpi", "Bearer", "Bearer ", "Bearer rcs_"})
    void anythingElseIsAnInvalidToken(String header) {
        assertThat(refusalOf(header)).isEqualTo(Refusal.TOKEN_INVALID);
    }

    @Test
    void noRefusalRepeatsTheSecret() {
        String wrong = "Bearer " + TOKEN.text() + "x";
        Refused refused = catchThrowableOfType(Refused.class, () -> TokenRules.require(wrong));
        assertThat(refused.getMessage()).doesNotContain(TOKEN.secret());
    }

    @Test
    void aTokenEndsAtItsInstant() {
        assertThat(TokenRules.require(client(true, NOW.plusNanos(1)), NOW)).isNotNull();
        Refused refused = catchThrowableOfType(Refused.class, () -> TokenRules.require(client(true, NOW), NOW));
        assertThat(refused.refusal()).isEqualTo(Refusal.TOKEN_INVALID);
    }

    @Test
    void aConnectionWithoutScimIsNamed() {
        Refused refused = catchThrowableOfType(Refused.class, () -> TokenRules.require(client(false, null), NOW));
        assertThat(refused.refusal()).isEqualTo(Refusal.SCIM_DISABLED);
        assertThat(refused.detail()).contains("okta-prod");
    }

    private static Refusal refusalOf(String header) {
        return catchThrowableOfType(Refused.class, () -> TokenRules.require(header))
                .refusal();
    }

    /** Not for good, so the client comes again. */
    @Test
    void aPausedConnectionTellsToComeLater() {
        Refused refused = catchThrowableOfType(Refused.class, () -> TokenRules.require(client(true, true, null), NOW));
        assertThat(refused.refusal()).isEqualTo(Refusal.SCIM_PAUSED);
        assertThat(refused.refusal().kind().status()).isEqualTo(503);
        assertThat(refused.detail()).contains("okta-prod", "paused");
    }

    private static ScimClient client(boolean enabled, Instant expiresAt) {
        return client(enabled, false, expiresAt);
    }

    private static ScimClient client(boolean enabled, boolean paused, Instant expiresAt) {
        return new ScimClient(
                new UUID(0, 1),
                new UUID(0, 2),
                "okta-prod",
                enabled,
                paused,
                ScimClient.Dialect.OKTA,
                false,
                ScimClient.Mode.COMPAT,
                ScimClient.UserNames.EMAIL,
                ScimClient.GroupNames.ORG_TEAM,
                25,
                java.util.List.of(),
                expiresAt);
    }
}
