package dev.rollcall.scimendpoint.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** E24. */
class OauthTokensTest {
    private static final String ID = "abcdefghijklm234";
    private static final Instant END = Instant.parse("2026-01-01T01:00:00Z");
    private static final Instant BEFORE = END.minusSeconds(1);

    private final OauthTokens tokens = new OauthTokens(new byte[32]);

    @Test
    void aTokenNamesItsClientUntilItsEnd() {
        String token = tokens.issue(ID, END);

        assertThat(tokens.require(token, BEFORE)).isEqualTo(new Presented.Grant(ID));
        assertThat(refused(token, END).detail()).contains("expired");
    }

    @Test
    void anotherServicesKeyDoesNotCount() {
        assertThat(refused(new OauthTokens(new byte[] {1}).issue(ID, END), BEFORE)
                        .refusal())
                .isEqualTo(Refusal.TOKEN_INVALID);
    }

    /** Whoever changes the client, the end or the seal has no token any more. */
    @Test
    void everyCharacterCounts() {
        String token = tokens.issue(ID, END);
        for (int i = 0; i < token.length(); i++) {
            for (char other : new char[] {'a', 'A', '2', '_', '='}) {
                if (token.charAt(i) != other) {
                    refused(token.substring(0, i) + other + token.substring(i + 1), BEFORE);
                }
            }
        }
        refused(token + "A", BEFORE);
        refused("", BEFORE);
    }

    private Refused refused(String token, Instant now) {
        Refused refused = catchThrowableOfType(Refused.class, () -> tokens.require(token, now));
        assertThat(refused).as(token).isNotNull();
        return refused;
    }
}
