package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import dev.rollcall.membership.admin.AdminFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rows 3, 6, 10 and 12 of the decision table on the real tables: R-JIT-9, R-INV-3, R-ROLE-13, R-NEG-88. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class InvitedIT {
    @Inject
    AdminFixture admin;

    private final Stage stage = new Stage(2, "EMAIL", "ORG_TEAM", "STRICT");
    private final Door door = new Door(stage);

    private String invite(String email, String role, String team) {
        Map<String, String> body = team == null
                ? Map.of("email", email, "role", role)
                : Map.of("email", email, "role", role, "team", team);
        return admin.post(admin.platform(), "/v2/orgs/" + stage.name + "/invites", body)
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void team(String name) {
        Stage.sql(
                "insert into team (organization_id, id, name, name_key, created_at) values (?, ?, ?, ?, now())",
                stage.organizationId,
                UUID.randomUUID(),
                name,
                name.toLowerCase());
    }

    private List<String> member(String email) {
        return Stage.strings("""
                select concat_ws(' ', m.role, m.role_source, m.status, m.origin, m.managed_by)
                  from member m join account a on a.id = m.account_id where m.organization_id = ? and a.email_key = ?
                """, stage.organizationId, email);
    }

    private List<String> teams(String email) {
        return Stage.strings("""
                select t.name || '/' || tm.source from member m join account a on a.id = m.account_id
                  join team_member tm on tm.member_id = m.id join team t on t.id = tm.team_id
                 where m.organization_id = ? and a.email_key = ? order by 1
                """, stage.organizationId, email);
    }

    private long seats() {
        return stage.count("select seats_used from organization where id = ?", stage.organizationId);
    }

    private String state(String id) {
        return Stage.strings("select state from invitation where id = ?", UUID.fromString(id))
                .getFirst();
    }

    /** Row 6, R-ORG-1: with the seat that the invitation held. */
    @Test
    void somebodyNewAcceptsByComingIn() {
        String ann = stage.mail("ann");
        team("Core");
        String id = invite(ann, "editor", "core");
        assertThat(seats()).isEqualTo(1);

        door.dryRun(ann)
                .body("effects.kind", contains("ACCOUNT_CREATED", "INVITATION_ACCEPTED", "JOINED", "TEAM_ADDED"));
        assertThat(state(id)).isEqualTo("PENDING");
        door.signIn(ann, "groups", List.of(stage.name + ":web"))
                .body("row", equalTo("NEW_INVITED"))
                .body("grants[0].role", equalTo("editor"))
                .body("effects.kind", hasItem("INVITATION_ACCEPTED"));

        assertThat(member(ann)).containsExactly("editor INVITE ACTIVE INVITE NONE");
        assertThat(teams(ann)).containsExactly("Core/INVITE", "web/JIT_GROUP");
        assertThat(state(id)).isEqualTo("ACCEPTED");
        assertThat(seats()).isEqualTo(1);
        assertThat(stage.events())
                .contains("InvitationSent", "InvitationAccepted", "UserProvisioned", "MemberTeamAdded");
        assertThat(Stage.strings(
                        "select provenance ->> 'firstActor' from member where organization_id = ?",
                        stage.organizationId))
                .singleElement()
                .satisfies(actor -> assertThat(actor).startsWith("user:"));
        door.signIn(ann).body("row", equalTo("MEMBER"));
    }

    /** Row 3, R-ROLE-13. */
    @Test
    void theAssertionsRoleComesBeforeTheInvitations() {
        String bob = stage.mail("bob");
        UUID member = stage.member(bob, "member", "INVITE");
        Stage.sql("delete from member where id = ?", member);
        invite(bob, "owner", null);

        door.signIn(bob, "role", "editor").body("row", equalTo("INVITED")).body("grants[0].role", equalTo("editor"));

        assertThat(member(bob)).containsExactly("editor JIT ACTIVE INVITE NONE");
    }

    /** Rows 10 and 12, R-JIT-17. */
    @Test
    void withJitOffTheInvitedComeInAndNobodyElse() {
        String cat = stage.mail("cat");
        String dan = stage.mail("dan");
        UUID member = stage.member(cat, "member", "INVITE");
        Stage.sql("delete from member where id = ?", member);
        invite(cat, "member", null);
        invite(dan, "editor", null);
        Stage.sql("update connection set jit_enabled = false where id = ?", stage.connectionId);

        door.signIn(cat, "groups", List.of(stage.name + ":web")).body("row", equalTo("INVITED_JIT_OFF"));
        door.signIn(dan, "role", "owner").body("row", equalTo("NEW_INVITED_JIT_OFF"));
        door.signIn(stage.mail("eve")).body("row", equalTo("NEW_JIT_OFF"));

        assertThat(member(cat)).containsExactly("member INVITE ACTIVE INVITE NONE");
        assertThat(member(dan)).containsExactly("editor INVITE ACTIVE INVITE NONE");
        assertThat(teams(cat)).isEmpty();
        assertThat(seats()).isEqualTo(2);
    }

    /** R-NEG-88. */
    @Test
    void anInvitationIsForItsAddressAloneAndForItsTime() {
        String fay = stage.mail("fay");
        String id = invite(fay, "owner", null);
        Stage.sql("update connection set jit_enabled = false where id = ?", stage.connectionId);

        door.signIn(stage.mail("fay2")).body("row", equalTo("NEW_JIT_OFF"));
        Stage.sql("update invitation set expires_at = now() where id = ?", UUID.fromString(id));
        door.signIn(fay).body("row", equalTo("NEW_JIT_OFF"));

        assertThat(stage.count("select count(*) from account where email_key = ?", fay))
                .isZero();
        assertThat(state(id)).isEqualTo("PENDING");
    }

    /** R-JIT-9: invited to one organization of the connection, a member of another. */
    @Test
    void aMemberAcceptsAFurtherOrganizationsInvitation() {
        Stage other = new Stage();
        Stage.sql(
                "insert into connection_organization (connection_id, organization_id) values (?, ?)",
                stage.connectionId,
                other.organizationId);
        String gus = stage.mail("gus");
        stage.member(gus, "member", "MANUAL");
        admin.post(admin.platform(), "/v2/orgs/" + other.name + "/invites", Map.of("email", gus))
                .statusCode(201);

        door.signIn(gus).body("row", equalTo("MEMBER")).body("grants", hasSize(2));

        assertThat(other.events()).containsExactly("InvitationSent", "InvitationAccepted", "UserProvisioned");
    }

    /** R-SCIM-30: SCIM is faster; one person, one seat, and the invitation's team. */
    @Test
    void whomScimBringsInHasAnsweredTheInvitation() {
        String hal = stage.mail("hal");
        team("Core");
        String id = invite(hal, "owner", "core");
        invite(stage.mail("last"), "member", null);

        stage.user(hal);

        assertThat(seats()).isEqualTo(2);
        assertThat(state(id)).isEqualTo("ACCEPTED");
        assertThat(member(hal)).containsExactly("member DEFAULT ACTIVE SCIM SCIM");
        assertThat(teams(hal)).containsExactly("Core/INVITE");
        assertThat(stage.events())
                .containsExactly(
                        "InvitationSent", "InvitationSent", "InvitationAccepted", "UserProvisioned", "MemberTeamAdded");
        stage.create("{\"resource\":{\"userName\":\"" + stage.mail("more") + "\"}}")
                .then()
                .statusCode(403);
        door.signIn(hal).body("row", equalTo("MEMBER")).body("grants[0].role", equalTo("member"));
    }

    /** R-JIT-9: what neither SCIM nor a sign-in answered before, the next sign-in does. */
    @Test
    void whoBecameAMemberByAnotherWayFreesTheSeatOfTheInvitation() {
        String kim = stage.mail("kim");
        team("Core");
        String id = invite(kim, "owner", "core");
        stage.member(kim, "member", "MANUAL");
        Stage.sql("update organization set seats_used = 2 where id = ?", stage.organizationId);

        door.signIn(kim).body("row", equalTo("MEMBER")).body("grants[0].role", equalTo("member"));

        assertThat(seats()).isEqualTo(1);
        assertThat(state(id)).isEqualTo("ACCEPTED");
        assertThat(teams(kim)).containsExactly("Core/INVITE");
    }

    /** R-ORG-4: after a removal an owner's word counts; against the IdP's present word it does not. */
    @Test
    void anInvitationUndoesARemovalAndNoDeactivation() {
        String ida = stage.mail("ida");
        stage.delete("/users/" + stage.user(ida)).then().statusCode(204);
        door.signIn(ida).body("row", equalTo("DEACTIVATED"));

        invite(ida, "member", null);

        door.signIn(ida).body("row", equalTo("INVITED"));
        assertThat(member(ida)).containsExactly("member INVITE ACTIVE INVITE NONE");
    }

    /** A cancelled one, and one of an organization that the connection does not reach. */
    @Test
    void whatIsCancelledOrElsewhereCountsForNothing() {
        Stage elsewhere = new Stage();
        String joe = stage.mail("joe");
        admin.delete(admin.platform(), "/v2/invites/" + invite(joe, "owner", null))
                .statusCode(204);
        admin.post(admin.platform(), "/v2/orgs/" + elsewhere.name + "/invites", Map.of("email", joe, "role", "owner"))
                .statusCode(201);

        door.signIn(joe).body("row", equalTo("NEW_DEFAULT")).body("grants.organization", contains(stage.name));

        assertThat(elsewhere.events()).containsExactly("InvitationSent");
    }
}
