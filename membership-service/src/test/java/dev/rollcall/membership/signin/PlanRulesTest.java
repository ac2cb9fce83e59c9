package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.signin.SignInEffect;
import dev.rollcall.contract.signin.SignInEffect.Kind;
import dev.rollcall.contract.signin.SignInNote;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where people go who are let in: R-JIT-8 to R-JIT-12, R-JIT-15, R-ROLE-5 to R-ROLE-9, R-GRP-15, R-GRP-16. */
class PlanRulesTest {
    private static List<String> places(Plan plan) {
        return plan.joins().stream()
                .map(join -> join.organization().key()
                        + join.teams().stream()
                                .map(team -> (team.id() == null ? "+" : "") + team.name() + "/" + team.source())
                                .toList())
                .toList();
    }

    /** Row 8, R-JIT-10. */
    @Test
    void whoeverComesWithNothingJoinsTheDefaultOrganizationAndTeam() {
        Plan plan = Scene.plan(new Scene().known(), Scene.person(null, null, null));

        assertThat(plan.row().number()).isEqualTo(8);
        assertThat(plan.newAccount()).isTrue();
        assertThat(plan.name()).isEqualTo(new Name("Ann", "Lee", "Ann Lee"));
        assertThat(places(plan)).containsExactly("acme[the default team/DEFAULT]");
        assertThat(plan.joins().getFirst().role()).isEqualTo("member");
        assertThat(plan.joins().getFirst().roleSource()).isEqualTo("DEFAULT");
    }

    /** Row 7, R-JIT-11: groups of another organization do not add the default one. */
    @Test
    void groupsSayWhereANewcomerBelongs() {
        Plan plan = Scene.plan(new Scene().known(), Scene.person(null, null, null, "whale:desktop", "whale:web"));

        assertThat(plan.row().number()).isEqualTo(7);
        assertThat(places(plan)).containsExactly("whale[+desktop/JIT_GROUP, +web/JIT_GROUP]");
    }

    /** R-JIT-11: the union. */
    @Test
    void groupsAndAttributesAddUp() {
        Plan plan = Scene.plan(new Scene().account().known(), Scene.person("editor", "acme", "core", "whale:desktop"));

        assertThat(plan.row().number()).isEqualTo(4);
        assertThat(places(plan)).containsExactly("acme[core/ATTRIBUTE]", "whale[+desktop/JIT_GROUP]");
        assertThat(plan.joins()).extracting(Plan.Join::role).containsExactly("editor", "member");
        assertThat(plan.joins()).extracting(Plan.Join::roleSource).containsExactly("JIT", "DEFAULT");
    }

    /** R-ROLE-5: an organization by attribute, and no default team. R-ROLE-6: a team by attribute instead of the default one. */
    @Test
    void attributesOverrideTheDefaults() {
        Known known = new Scene().known();

        assertThat(places(Scene.plan(known, Scene.person(null, "acme", null)))).containsExactly("acme[]");
        assertThat(places(Scene.plan(known, Scene.person(null, null, "New")))).containsExactly("acme[+New/ATTRIBUTE]");
        assertThat(places(Scene.plan(known, Scene.person(null, "whale", "New"))))
                .containsExactly("whale[+New/ATTRIBUTE]");
        assertThat(places(Scene.plan(known, Scene.person("owner", null, null))))
                .containsExactly("acme[the default team/DEFAULT]");
    }

    /** Row 2, R-JIT-8, R-JIT-10. */
    @Test
    void aMemberWithoutGroupsGetsANameAndNothingElse() {
        Known known = new Scene().member(0, true, false, null).known();

        Plan plan = Scene.plan(known, Scene.person("owner", "whale", "core"));

        assertThat(plan.row().number()).isEqualTo(2);
        assertThat(plan.renamed()).isTrue();
        assertThat(plan.joins()).isEmpty();
        assertThat(plan.additions()).isEmpty();
    }

    /** Row 1, R-JIT-12, R-GRP-15: teams are added where the member is not in them; nothing ends, no role changes. */
    @Test
    void aMemberWithGroupsIsAddedToTheTeamsThatAreMissing() {
        Known known =
                new Scene().member(0, true, true, Scene.CONNECTION, Scene.CORE).known();

        Plan plan = Scene.plan(known, Scene.person("owner", null, null, "acme:core", "acme:web"));

        assertThat(plan.row().number()).isEqualTo(1);
        assertThat(plan.additions())
                .singleElement()
                .satisfies(addition ->
                        assertThat(addition.teams()).extracting(Plan.Team::name).containsExactly("web"));
        assertThat(plan.joins()).isEmpty();
    }

    @Test
    void aMemberJoinsTheFurtherOrganizationsOfTheirGroupsIfThereIsASeat() {
        Scene scene = new Scene().member(0, true, false, null);

        assertThat(places(Scene.plan(scene.known(), Scene.person(null, null, null, "whale:desktop"))))
                .containsExactly("whale[+desktop/JIT_GROUP]");
        Plan full = Scene.plan(scene.whaleFull().known(), Scene.person(null, null, null, "whale:desktop"));
        assertThat(full.joins()).isEmpty();
        assertThat(full.notes()).extracting(SignInNote::code).containsExactly(SignInNote.Code.NO_SEAT_ELSEWHERE);
    }

    /** A membership that another IdP ended is not revived by this one. */
    @Test
    void groupsDoNotReviveAMembership() {
        Known known = new Scene()
                .member(0, true, false, null)
                .member(1, false, false, null)
                .known();

        Plan plan = Scene.plan(known, Scene.person(null, null, null, "whale:desktop"));

        assertThat(plan.joins()).isEmpty();
        assertThat(plan.additions()).isEmpty();
        Known removed =
                new Scene().member(0, true, false, null).removedFromWhale().known();
        assertThat(Scene.plan(removed, Scene.person(null, null, null, "whale:desktop"))
                        .joins())
                .isEmpty();
    }

    /** Row 9, R-JIT-15, R-GRP-16. */
    @Test
    void withJitOffTeamsStayAndNameAuthorityDecidesAboutTheName() {
        Person person = Scene.person(null, null, null, "acme:web", "whale:desktop");
        Plan lastWriter = Scene.plan(
                new Scene().jitOff().member(0, true, true, Scene.CONNECTION).known(), person);
        Plan scim = Scene.plan(
                new Scene()
                        .jitOff()
                        .scimNames()
                        .member(0, true, true, Scene.CONNECTION)
                        .known(),
                person);
        Plan unmanaged = Scene.plan(
                new Scene().jitOff().scimNames().member(0, true, false, null).known(), person);
        Plan jitOn = Scene.plan(
                new Scene().scimNames().member(0, true, true, Scene.CONNECTION).known(), person);

        assertThat(lastWriter.row().number()).isEqualTo(9);
        assertThat(lastWriter.additions()).isEmpty();
        assertThat(lastWriter.joins()).isEmpty();
        assertThat(lastWriter.renamed()).isTrue();
        assertThat(scim.renamed()).isFalse();
        assertThat(unmanaged.renamed()).isTrue();
        assertThat(jitOn.renamed()).isTrue();
    }

    private static final Known.InvitedTeam GUILD = new Known.InvitedTeam(new java.util.UUID(6, 0), "Guild");

    /** Rows 3 and 6, R-JIT-9, R-ROLE-13: the assertion's role before the invitation's. */
    @Test
    void anInvitationIsAcceptedWithItsTeamAndThenTheGroups() {
        Plan plan = Scene.plan(
                new Scene().account().invited(0, "editor", GUILD).known(),
                Scene.person(null, null, null, "acme:core", "whale:desktop"));

        assertThat(plan.row().number()).isEqualTo(3);
        assertThat(places(plan)).containsExactly("acme[Guild/INVITE, core/JIT_GROUP]", "whale[+desktop/JIT_GROUP]");
        assertThat(plan.joins()).extracting(Plan.Join::origin).containsExactly("INVITE", "JIT");
        assertThat(plan.joins()).extracting(Plan.Join::role).containsExactly("editor", "member");
        assertThat(plan.joins().getFirst().roleSource()).isEqualTo("INVITE");
        Plan asserted = Scene.plan(new Scene().invited(0, "editor", null).known(), Scene.person("member", null, null));
        assertThat(asserted.row().number()).isEqualTo(6);
        assertThat(asserted.newAccount()).isTrue();
        assertThat(asserted.joins().getFirst().role()).isEqualTo("member");
        assertThat(asserted.joins().getFirst().roleSource()).isEqualTo("JIT");
    }

    /** Rows 10 and 12, R-GRP-16: with JIT off the assertion places nobody. */
    @Test
    void withJitOffAnInvitationIsAcceptedAsItStands() {
        Person person = Scene.person("owner", null, null, "acme:core", "whale:desktop");
        Plan known = Scene.plan(
                new Scene().jitOff().account().invited(0, "editor", GUILD).known(), person);
        Plan fresh = Scene.plan(new Scene().jitOff().invited(0, "member", null).known(), person);

        assertThat(known.row().number()).isEqualTo(10);
        assertThat(places(known)).containsExactly("acme[Guild/INVITE]");
        assertThat(known.joins().getFirst().role()).isEqualTo("editor");
        assertThat(fresh.row().number()).isEqualTo(12);
        assertThat(fresh.newAccount()).isTrue();
    }

    /** R-JIT-9: also of another organization; and one of an organization that took the person in by another way meanwhile is settled. */
    @Test
    void aMembersOtherInvitationsAreAcceptedAsWell() {
        Plan elsewhere = Scene.plan(
                new Scene()
                        .member(0, true, false, null)
                        .invited(1, "editor", null)
                        .known(),
                Scene.person(null, null, null));
        Plan here = Scene.plan(
                new Scene()
                        .member(0, true, true, Scene.CONNECTION)
                        .invited(0, "owner", GUILD)
                        .known(),
                Scene.person(null, null, null));

        assertThat(elsewhere.row().number()).isEqualTo(2);
        assertThat(elsewhere.joins()).extracting(Plan.Join::role).containsExactly("editor");
        assertThat(here.joins()).isEmpty();
        assertThat(here.settled()).hasSize(1);
        assertThat(here.additions())
                .singleElement()
                .satisfies(addition -> assertThat(addition.teams())
                        .extracting(Plan.Team::source)
                        .containsExactly("INVITE"));
    }

    /** R-DOM-5, R-JIT-17. */
    @Test
    void anAccountOfTheDomainJoinsItsOrganizationWhereNoJitTakesPrecedence() {
        Plan plan = Scene.plan(
                new Scene().jitOff().account().capturing().known(), Scene.person("owner", "whale", "x", "acme:core"));

        assertThat(plan.row().number()).isEqualTo(9);
        assertThat(plan.newAccount()).isFalse();
        assertThat(places(plan)).containsExactly("acme[]");
        assertThat(plan.joins().getFirst().origin()).isEqualTo("AUTO_DOMAIN");
        assertThat(plan.joins().getFirst().role()).isEqualTo("member");
        Plan member = Scene.plan(
                new Scene().jitOff().capturing().member(1, true, false, null).known(), Scene.person(null, null, null));
        assertThat(places(member)).containsExactly("acme[]");
    }

    @Test
    void theEffectsSayWhatThePlanDoes() {
        Known known = new Scene().account().known();

        List<SignInEffect> effects = EffectRules.effects(known, Scene.plan(known, Scene.person("editor", null, "New")));

        assertThat(effects)
                .containsExactly(
                        new SignInEffect(Kind.NAME_CHANGED, null, "From 'Ann Li' to 'Ann Lee'"),
                        new SignInEffect(Kind.JOINED, Scene.ACME, "Joined Acme as editor"),
                        new SignInEffect(Kind.TEAM_CREATED, Scene.ACME, "New of Acme"),
                        new SignInEffect(Kind.TEAM_ADDED, Scene.ACME, "New of Acme"));
    }
}
