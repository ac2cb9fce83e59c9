package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.signin.AssertedPerson;
import dev.rollcall.contract.signin.AssertedPerson.Method;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-JIT-6 and R-NEG-77: one person is one address, and two people never are. */
class PersonRulesTest {
    @ParameterizedTest
    @CsvSource({
        "ADMIN@Acme.Test, admin@acme.test",
        "'admin@acme.test ', admin@acme.test",
        "o'neil+x@acme.test, o'neil+x@acme.test",
        "kim@münchen.example, kim@xn--mnchen-3ya.example",
        "kim@xn--mnchen-3ya.example, kim@xn--mnchen-3ya.example"
    })
    void anAddressHasOneForm(String sent, String email) {
        assertThat(PersonRules.email(sent)).isEqualTo(email);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "ann@",
                "@acme.test",
                "ann@acme",
                "ann lee@acme.test",
                "ann@acme.test@evil.test x",
                "ann＠acme.test",
                "ann@ａcme.test",
                "\u212Aim@acme.test",
                "ann\u0000@acme.test",
                "ann\u200B@acme.test",
                "ann\u00AD@acme.test",
                "ann\u2028@acme.test",
                "ann@acme..test",
                "ann@-.test"
            })
    void whatIsNoAddressOrOnlyLooksLikeAnotherOneIsNone(String sent) {
        assertThat(PersonRules.email(sent)).isNull();
    }

    @Test
    void anAddressIsAtMostAsLongAsMailAllows() {
        assertThat(PersonRules.email("a".repeat(65) + "@acme.test")).isNull();
        assertThat(PersonRules.email(
                        "a@" + "b".repeat(60) + ".".concat("c".repeat(60)).repeat(4) + ".test"))
                .isNull();
    }

    @Test
    void blankAndAbsentAreOneAndControlCharactersGo() {
        Person person = PersonRules.read(
                new AssertedPerson(Method.SAML, "ann@acme.test", " ", "L\u0000ee\n", null, "", "ACME", " core ", null));

        assertThat(person.givenName()).isNull();
        assertThat(person.familyName()).isEqualTo("L ee");
        assertThat(person.role()).isNull();
        assertThat(person.organization()).isEqualTo("acme");
        assertThat(person.team()).isEqualTo("core");
        assertThat(person.groupsSent()).isFalse();
        assertThat(person.domain()).isEqualTo("acme.test");
    }

    /** R-ROLE-4, R-NEG-84: another letter case is the same role, a space is not. */
    @Test
    void aRoleKeepsItsSpaces() {
        assertThat(role("Owner")).isEqualTo("owner");
        assertThat(role("Owner ")).isEqualTo("owner ");
    }

    private static String role(String sent) {
        return PersonRules.read(new AssertedPerson(Method.SAML, null, null, null, null, sent, null, null, null))
                .role();
    }

    @Test
    void whatIsTooLongIsCutAndTooManyGroupsAreCounted() {
        List<String> groups =
                IntStream.range(0, 510).mapToObj(n -> "acme:team" + n).toList();
        Person person = PersonRules.read(
                new AssertedPerson(Method.SAML, null, "x".repeat(254) + "😀", null, null, null, null, null, groups));

        assertThat(person.givenName()).hasSize(254);
        assertThat(person.groups()).hasSize(PersonRules.GROUPS_MAX);
        assertThat(person.groupsCut()).isEqualTo(10);
    }
}
