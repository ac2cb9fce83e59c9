package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.provisioning.ScimClient.GroupNames;
import dev.rollcall.contract.signin.AssertedPerson;
import dev.rollcall.contract.signin.AssertedPerson.Method;
import dev.rollcall.contract.signin.SignInNote;
import dev.rollcall.contract.signin.SignInNote.Code;
import dev.rollcall.membership.signin.MappingRules.Mapping;
import dev.rollcall.membership.signin.MappingRules.Place;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-GRP-10 to R-GRP-14, R-GRP-18, R-ROLE-2 to R-ROLE-8 at sign-in, and R-NEG-83 and R-NEG-84. */
class MappingRulesTest {
    private static final Set<String> CONNECTED = Set.of("acme", "whale");

    private static Mapping groups(GroupNames names, String... groups) {
        return read(Method.SAML, names, null, null, null, groups);
    }

    private static Mapping docker(String role, String organization, String team) {
        return read(Method.SAML, GroupNames.ORG_TEAM, role, organization, team);
    }

    private static Mapping read(
            Method method, GroupNames names, String role, String organization, String team, String... groups) {
        Person person = PersonRules.read(new AssertedPerson(
                method, "ann@acme.test", null, null, null, role, organization, team, List.of(groups)));
        return MappingRules.read(person, names, CONNECTED, "acme");
    }

    private static List<Code> codes(Mapping mapping) {
        return mapping.notes().stream().map(SignInNote::code).toList();
    }

    /** R-GRP-1, R-GRP-12. */
    @Test
    void groupsNameOrganizationAndTeamAndCountOnce() {
        Mapping mapping = groups(GroupNames.ORG_TEAM, "ACME : Core", "acme:core", "whale:desktop");

        assertThat(mapping.groups()).containsExactly(new Place("acme", "Core"), new Place("whale", "desktop"));
        assertThat(mapping.notes()).isEmpty();
    }

    /** R-GRP-10, R-GRP-11: only the bad ones are ignored; without a good one the sentence of the specification stands. */
    @Test
    void badlyFormedGroupsAreIgnoredAndTold() {
        Mapping some = groups(GroupNames.ORG_TEAM, "Everyone", ":x", "x:", "a:b:c", "acme:core");
        assertThat(some.groups()).containsExactly(new Place("acme", "core"));
        assertThat(some.notes()).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo(Code.GROUPS_MALFORMED);
            assertThat(note.values()).containsExactly("Everyone", ":x", "x:", "a:b:c");
        });

        assertThat(groups(GroupNames.ORG_TEAM, "Everyone").notes())
                .singleElement()
                .satisfies(note -> assertThat(note.detail())
                        .isEqualTo("Some of the groups assigned to the user are not formatted as"
                                + " '<organization name>:<team name>'. Directory groups will be ignored and user will be"
                                + " provisioned into the default organization and team."));
    }

    @Test
    void groupsOfForeignOrganizationsPlaceNobody() {
        Mapping mapping = groups(GroupNames.ORG_TEAM, "globex:core");

        assertThat(mapping.groups()).isEmpty();
        assertThat(mapping.mapsNewcomers()).isFalse();
        assertThat(codes(mapping)).containsExactly(Code.GROUPS_OF_UNKNOWN_ORGANIZATION);
    }

    /** R-GRP-18. */
    @ParameterizedTest
    @ValueSource(strings = {"acme:owners", "acme:OWNERS", "acme: Owners ", "acme:company"})
    void aReservedTeamIsNobodysBySigningIn(String group) {
        Mapping mapping = groups(GroupNames.ORG_TEAM, group);

        assertThat(mapping.groups()).isEmpty();
        assertThat(codes(mapping)).containsExactly(Code.GROUPS_RESERVED);
    }

    @Test
    void aConnectionThatTakesAnyNameReadsPlainOnesAsTeamsOfItsDefaultOrganization() {
        Mapping mapping = groups(GroupNames.ANY, "Everyone", "whale:desktop", "a:b", "owners");

        assertThat(mapping.groups())
                .containsExactly(
                        new Place("acme", "Everyone"), new Place("whale", "desktop"), new Place("acme", "a:b"));
        assertThat(codes(mapping)).containsExactly(Code.GROUPS_RESERVED);
    }

    /** R-GRP-14. */
    @Test
    void groupsOverOpenIdConnectAreLeftAside() {
        Mapping mapping = read(Method.OIDC, GroupNames.ORG_TEAM, "editor", null, null, "acme:core");

        assertThat(mapping.groups()).isEmpty();
        assertThat(mapping.role()).isEqualTo("editor");
        assertThat(codes(mapping)).containsExactly(Code.GROUPS_NOT_BY_SAML);
    }

    /** R-ROLE-4, R-NEG-84. */
    @ParameterizedTest
    @ValueSource(strings = {"Owner ", "root", "owner,member", "öwner"})
    void whatIsNoRoleGivesNone(String sent) {
        Mapping mapping = docker(sent, null, null);

        assertThat(mapping.role()).isNull();
        assertThat(codes(mapping)).containsExactly(Code.ROLE_UNKNOWN);
    }

    @Test
    void aRoleWithoutOrganizationIsForEachAndOneWithItForThatOne() {
        assertThat(docker("EDITOR", null, null).roleIn("whale")).isEqualTo("editor");
        assertThat(docker("owner", "Whale", null).roleIn("whale")).isEqualTo("owner");
        assertThat(docker("owner", "whale", null).roleIn("acme")).isNull();
    }

    /** R-ROLE-8: a foreign organization takes what was meant for it along, the role above all. */
    @Test
    void aForeignOrganizationIsIgnoredWithItsTeamAndRole() {
        Mapping mapping = docker("owner", "globex", "core");

        assertThat(mapping.mapsNewcomers()).isFalse();
        assertThat(mapping.roleIn("acme")).isNull();
        assertThat(mapping.notes()).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo(Code.ORGANIZATION_UNKNOWN);
            assertThat(note.values()).containsExactly("globex");
        });
    }

    /** R-TEAM-6. */
    @Test
    void aReservedTeamByAttributeIsIgnored() {
        assertThat(codes(docker(null, null, "Owners"))).containsExactly(Code.TEAM_RESERVED);
    }

    @Test
    void theLookUpAsksForEveryNameThatMayBeMeant() {
        Person person = PersonRules.read(new AssertedPerson(
                Method.SAML, null, null, null, null, null, "Acme", "Core", List.of("Whale:Desktop", "plain")));

        assertThat(MappingRules.organizationNames(person)).containsExactly("acme", "whale");
        assertThat(MappingRules.teamNames(person)).containsExactly("core", "desktop", "plain", "whale:desktop");
    }
}
