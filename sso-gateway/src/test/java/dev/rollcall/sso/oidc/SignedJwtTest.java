package dev.rollcall.sso.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.kit.outbound.PublishedKeys;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bytes that anybody may send: each is a refusal, never a failure. */
class SignedJwtTest {
    private static final Set<String> RS256 = Set.of("RS256");
    private static final PublishedKeys KEYS = OidcKeys.published(List.of("rsa"));
    private static final String TOKEN =
            OidcKeys.token(Map.of("alg", "RS256", "kid", "rsa"), Map.of("sub", "anna", "n", 7L), "rsa");

    private static OidcRefusal refusal(String text) {
        return switch (SignedJwt.verify(text, RS256, KEYS)) {
            case Verdict.Accepted<SignedJwt> accepted -> throw new AssertionError("accepted: " + text);
            case Verdict.TurnedDown<SignedJwt> no -> no.objection().why();
        };
    }

    @Test
    void aTokenAsItWasSignedIsRead() {
        assertThat(SignedJwt.verify(TOKEN, RS256, KEYS))
                .isEqualTo(Verdict.accepted(
                        new SignedJwt("RS256", null, new JsonDocument(Map.of("sub", "anna", "n", 7L)))));
    }

    @Test
    void noCharacterOfHeaderOrClaimsCanBeChanged() {
        Random random = new Random(7);
        int signed = TOKEN.lastIndexOf('.');
        for (int i = 0; i < 2_000; i++) {
            char[] text = TOKEN.toCharArray();
            int at = random.nextInt(signed);
            char other = (char) random.nextInt(256);
            if (text[at] != other) {
                text[at] = other;
                assertThat(refusal(new String(text))).isNotNull();
            }
        }
    }

    @Test
    void whateverTheHeaderIsTheAnswerIsARefusal() {
        for (String header : List.of(
                "{}",
                "[]",
                "null",
                "7",
                "{",
                "\u0000",
                "{\"alg\":{}}",
                "{\"alg\":null}",
                "{\"alg\":\"RS256\",\"alg\":\"none\"}",
                "{\"alg\":\"RS256\",\"kid\":{}}",
                "{\"alg\":\"RS256\",\"x\":1e999999}",
                "[".repeat(10_000),
                "{\"alg\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}",
                "{\"alg\":\"RS256\",\"kid\":" + "{\"a\":".repeat(8_000) + "1" + "}".repeat(8_000) + "}")) {
            assertThat(refusal(OidcKeys.encoded(header) + ".e30.e30")).isNotNull();
        }
        assertThat(refusal("e30." + "A".repeat(1 << 16) + ".e30")).isEqualTo(OidcRefusal.TOKEN_MALFORMED);
        assertThat(refusal("")).isEqualTo(OidcRefusal.TOKEN_MALFORMED);
    }

    /** RFC 7519 §7.2: the claims are a JSON object, signed or not. */
    @Test
    void aSignatureOverSomethingElseIsNoToken() {
        String text = OidcKeys.token(Map.of("alg", "RS256", "kid", "rsa"), Map.of(), "rsa");
        assertThat(SignedJwt.verify(text, RS256, KEYS)).isInstanceOf(Verdict.Accepted.class);
        assertThat(refusal(OidcKeys.signedAsIs("{\"alg\":\"RS256\",\"kid\":\"rsa\"}", "[\"anna\"]", "rsa")))
                .isEqualTo(OidcRefusal.TOKEN_MALFORMED);
        assertThat(refusal(OidcKeys.signedAsIs(
                        "{\"alg\":\"RS256\",\"kid\":\"rsa\"}", "{\"sub\":\"a\",\"sub\":\"b\"}", "rsa")))
                .isEqualTo(OidcRefusal.TOKEN_MALFORMED);
    }
}
