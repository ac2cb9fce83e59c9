package dev.rollcall.membership.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.membership.user.UserNameRules.Candidate;
import org.junit.jupiter.api.Test;

/** R-JIT-7: which usernames are tried for a new account. */
class UserNameRulesTest {
    private static final UserNameForm FORM = new UserNameForm(4, 30, ".-");

    @Test
    void theAddressIsTriedFirstThenTheNameAndDigitsLast() {
        assertThat(UserNameRules.candidates(FORM, "Ann_Lee@acme.test", "Ann Q. Lee", 42))
                .containsExactly(
                        new Candidate("ann-lee", ""),
                        new Candidate("annq.lee", ""),
                        new Candidate("ann-lee", "000042"));
    }

    @Test
    void whatIsTooShortHasDigitsAtOnce() {
        assertThat(UserNameRules.candidates(FORM, "a@acme.test", "Ö", 7)).containsExactly(new Candidate("a", "000007"));
        assertThat(UserNameRules.suggest(FORM, "a@acme.test", null)).isEqualTo("a000");
    }

    @Test
    void nothingIsLongerThanAllowedAndDigitsAreNeverCut() {
        String address = "x".repeat(60) + "@acme.test";

        assertThat(UserNameRules.candidates(FORM, address, address, 1))
                .allSatisfy(candidate -> assertThat(candidate.base()).hasSize(30));
        assertThat(UserNameRules.suggest(FORM, address, 1)).hasSize(30).endsWith("x000001");
    }

    @Test
    void lengthAndSignsAreTheInstallations() {
        UserNameForm plain = new UserNameForm(1, 40, "");
        UserNameForm underscores = new UserNameForm(4, 30, "_");

        assertThat(UserNameRules.suggest(plain, "a.b-c_d@acme.test", null)).isEqualTo("abcd");
        assertThat(UserNameRules.suggest(underscores, "_a.b_c-d@acme.test", null))
                .isEqualTo("ab_cd");
        assertThatThrownBy(() -> new UserNameForm(0, 30, ".")).hasMessageContaining("length-min");
        assertThatThrownBy(() -> new UserNameForm(4, 20, ".")).hasMessageContaining("length-max");
        assertThatThrownBy(() -> new UserNameForm(4, 30, "/")).hasMessageContaining("signs");
    }
}
