package dev.rollcall.sso.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sso.start.StartRules.Settings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartRulesTest {
    private static final Duration TEN = Duration.ofMinutes(10);

    private static Optional<String> objection(String issuer, Duration lifetime, String password, boolean lenient) {
        return StartRules.objection(new Settings(
                issuer, lifetime, true, Optional.of("owner@x.example"), Optional.ofNullable(password), lenient));
    }

    @Test
    void aWholeConfigurationStarts() {
        assertThat(objection("https://sso.example", TEN, null, false)).isEmpty();
        assertThat(objection("https://sso.example:8443/rollcall", TEN, "twelve chars", false))
                .isEmpty();
        assertThat(objection("http://localhost:8082", Duration.ofDays(30), null, true))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://sso.example, false",
        "ftp://sso.example, true",
        "sso.example, true",
        "not a url, true",
        "https://sso.example/, true",
        "https://user@sso.example, true",
        "https://sso.example?x=1, true",
        "https://sso.example#x, true",
        "https:///path, true"
    })
    void anIssuerThatIsNoPublicHttpsUrlDoesNotStart(String issuer, boolean lenient) {
        assertThat(objection(issuer, TEN, null, lenient))
                .hasValueSatisfying(why -> assertThat(why).contains("ROLLCALL_ISSUER"));
    }

    @Test
    void longLivedTokensDoNotStartOutsideTheSandbox() {
        assertThat(objection("https://sso.example", TEN.plusSeconds(1), null, false))
                .hasValueSatisfying(why -> assertThat(why).contains("max-lifetime"));
    }

    @Test
    void aWeakOwnersPasswordAndAMissingEmailDoNotStart() {
        assertThat(objection("https://sso.example", TEN, "admin", false))
                .hasValueSatisfying(why -> assertThat(why).contains("ROLLCALL_OWNER_PASSWORD"));
        var nobody = new Settings("https://sso.example", TEN, true, Optional.empty(), Optional.empty(), false);
        assertThat(StartRules.objection(nobody))
                .hasValueSatisfying(why -> assertThat(why).contains("ROLLCALL_OWNER_EMAIL"));
        var disabled = new Settings("https://sso.example", TEN, false, Optional.empty(), Optional.empty(), false);
        assertThat(StartRules.objection(disabled)).isEmpty();
    }
}
