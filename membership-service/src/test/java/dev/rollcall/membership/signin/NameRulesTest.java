package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.signin.AssertedPerson;
import dev.rollcall.contract.signin.AssertedPerson.Method;
import org.junit.jupiter.api.Test;

/** R-JIT-8, R-NFR-4 and R-NEG-90: a name changes when another one is sent, and never because none is. */
class NameRulesTest {
    private static final Name STORED = new Name("Ann", "Lee", "Ann Lee");

    private static Person person(String given, String family, String full) {
        return PersonRules.read(
                new AssertedPerson(Method.SAML, "ann@acme.test", given, family, full, null, null, null, null));
    }

    @Test
    void noNameSentErasesNothing() {
        assertThat(NameRules.after(STORED, person(null, null, null))).isEqualTo(STORED);
        assertThat(NameRules.after(STORED, person(" ", null, ""))).isEqualTo(STORED);
    }

    @Test
    void theSameNameIsNoChange() {
        assertThat(NameRules.after(STORED, person("Ann", "Lee", null))).isEqualTo(STORED);
        assertThat(NameRules.after(STORED, person(null, null, "Ann Lee"))).isEqualTo(STORED);
        assertThat(NameRules.after(STORED, person("Ann", null, null))).isEqualTo(STORED);
    }

    @Test
    void onePartLeavesTheOther() {
        assertThat(NameRules.after(STORED, person("Anna", null, null))).isEqualTo(new Name("Anna", "Lee", "Anna Lee"));
        assertThat(NameRules.after(STORED, person(null, "Li", null))).isEqualTo(new Name("Ann", "Li", "Ann Li"));
    }

    @Test
    void anotherFullNameAloneReplacesTheWholeName() {
        assertThat(NameRules.after(STORED, person(null, null, "A. B. Lee")))
                .isEqualTo(new Name(null, null, "A. B. Lee"));
    }

    @Test
    void aNewcomerMayHaveNoName() {
        assertThat(NameRules.after(Name.NONE, person(null, null, null))).isEqualTo(Name.NONE);
        assertThat(NameRules.after(Name.NONE, person("Ann", null, null))).isEqualTo(new Name("Ann", null, "Ann"));
    }
}
