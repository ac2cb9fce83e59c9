package dev.rollcall.contract.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** R-TOK-5: a recognisable form. */
class ScimTokenTest {
    private static final ScimToken TOKEN = new ScimToken("abcdefghijklm234", "A_-".repeat(14) + "z");

    @Test
    void aTokenReadsBackFromItsText() {
        assertThat(TOKEN.text()).startsWith("rcs_abcdefghijklm234_").hasSize(71);
        assertThat(ScimToken.parse(TOKEN.text())).contains(TOKEN);
    }

    @Test
    void anyChangedCharacterIsNoticed() {
        String text = TOKEN.text();
        for (int i = 0; i < text.length(); i++) {
            String changed = text.substring(0, i) + (text.charAt(i) == 'x' ? 'y' : 'x') + text.substring(i + 1);
            assertThat(ScimToken.parse(changed)).as(changed).isEmpty();
        }
    }

    @Test
    void aPieceOfATokenIsNone() {
        assertThat(ScimToken.parse("")).isEmpty();
        assertThat(ScimToken.parse(TOKEN.text().substring(0, 70))).isEmpty();
        assertThat(ScimToken.parse(TOKEN.text() + " ")).isEmpty();
    }

    /** The checksum is fixed by this example: another alphabet would void every token there is. */
    @Test
    void theChecksumIsCrc32InBase62() {
        assertThat(new ScimToken("a".repeat(16), "A".repeat(43)).text())
                .isEqualTo("rcs_aaaaaaaaaaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_29G4Lp");
    }

    @Test
    void theHashIsOfTheSecretAlone() {
        assertThat(TOKEN.secretSha256()).matches("[0-9a-f]{64}");
        assertThat(new ScimToken("b".repeat(16), TOKEN.secret()).secretSha256()).isEqualTo(TOKEN.secretSha256());
    }

    @Test
    void printingATokenHidesItsSecret() {
        assertThat(TOKEN.toString()).doesNotContain(TOKEN.secret());
    }
}
