package dev.rollcall.contract.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** E24, R-TOK-5: a recognisable form. */
class OauthCredentialsTest {
    private static final OauthCredentials CLIENT = new OauthCredentials("abcdefghijklm234", "A_-".repeat(14) + "z");

    @Test
    void credentialsReadBackFromTheirTexts() {
        assertThat(CLIENT.clientId()).isEqualTo("rcc_abcdefghijklm234");
        assertThat(CLIENT.clientSecret()).startsWith("rccs_").hasSize(55);
        assertThat(OauthCredentials.parse(CLIENT.clientId(), CLIENT.clientSecret()))
                .contains(CLIENT);
    }

    @Test
    void anyChangedCharacterOfTheSecretIsNoticed() {
        String text = CLIENT.clientSecret();
        for (int i = 0; i < text.length(); i++) {
            String changed = text.substring(0, i) + (text.charAt(i) == 'x' ? 'y' : 'x') + text.substring(i + 1);
            assertThat(OauthCredentials.parse(CLIENT.clientId(), changed))
                    .as(changed)
                    .isEmpty();
        }
    }

    /** A SCIM token's parts are no client's, and the other way round. */
    @Test
    void aTokenIsNoClient() {
        ScimToken token = new ScimToken(CLIENT.publicId(), CLIENT.secret());
        assertThat(OauthCredentials.parse(token.publicId(), token.text())).isEmpty();
        assertThat(ScimToken.parse(CLIENT.clientSecret())).isEmpty();
    }

    @Test
    void printingThemHidesTheSecret() {
        assertThat(CLIENT.toString()).doesNotContain(CLIENT.secret());
    }
}
