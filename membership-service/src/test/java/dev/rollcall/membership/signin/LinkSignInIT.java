package dev.rollcall.membership.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.kit.Mailbox;
import dev.rollcall.kit.TestTokens;
import dev.rollcall.membership.Stage;
import dev.rollcall.membership.admin.AdminFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who gets in by a link that was mailed to their address: R-SSO-12, R-SSO-15, R-INV-9, R-INV-3, R-INV-4, R-NEG-91. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class LinkSignInIT {
    @Inject
    AdminFixture admin;

    private final Stage stage = new Stage(5, "EMAIL", "ORG_TEAM", "STRICT");

    private static ValidatableResponse ask(String path, Map<String, Object> body) {
        return given().header("Authorization", "Bearer " + TestTokens.service("sso-gateway", "membership-service"))
                .contentType("application/json")
                .body(body)
                .post("/internal/v1/sign-ins/by-link" + path)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse arrive(String email) {
        return ask("", Map.of("email", email, "flow", UUID.randomUUID(), "traceId", Door.TRACE));
    }

    private static boolean open(String email) {
        return ask("/prospect", Map.of("email", email)).extract().path("open");
    }

    private static String outsider() {
        return AdminFixture.unique("ann") + "@outside.example";
    }

    private String invite(String email, String role) {
        return admin.post(admin.platform(), "/v2/orgs/" + stage.name + "/invites", Map.of("email", email, "role", role))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private List<String> members(String email) {
        return Stage.strings("""
            select concat_ws(' ', m.role, m.status, m.origin, m.managed_by) from member m join account a on a.id = m.account_id
             where m.organization_id = ? and a.email_key = ?
            """, stage.organizationId, email);
    }

    private void enforced() {
        Stage.sql("update connection set state = 'ACTIVE', enforced = true where id = ?", stage.connectionId);
    }

    /** R-INV-4: the mail leads to the sign-in page with the address filled in. R-INV-3: the seat is the invitation's, the address is proved. */
    @Test
    void anInvitedOutsiderIsMailedComesInAndIsAGuest() {
        String ann = outsider();
        assertThat(open(ann)).isFalse();
        String id = invite(ann, "editor");

        var mail = Mailbox.of(ann).await(1);
        assertThat(mail.path("subject").asText()).isEqualTo("You are invited to " + stage.name);
        assertThat(mail.path("text").asText())
                .contains("as editor", "http://localhost:8082/?email=" + ann.replace("@", "%40"));
        assertThat(open(ann.toUpperCase())).isTrue();
        arrive(ann)
                .body("outcome", equalTo("GRANTED"))
                .body("row", equalTo("NEW_INVITED_JIT_OFF"))
                .body("effects.kind", contains("ACCOUNT_CREATED", "INVITATION_ACCEPTED", "JOINED"))
                .body("grants", hasSize(1))
                .body("grants[0].role", equalTo("editor"));

        assertThat(members(ann)).containsExactly("editor ACTIVE INVITE NONE");
        assertThat(Stage.strings("select state from invitation where id = ?", UUID.fromString(id)))
                .containsExactly("ACCEPTED");
        assertThat(stage.count("select seats_used from organization where id = ?", stage.organizationId))
                .isEqualTo(1);
        assertThat(stage.count(
                        "select count(*) from account where email_key = ? and email_verified_at is not null", ann))
                .isEqualTo(1);
        assertThat(Door.told(stage)).containsExactly("SignInSucceeded");
        assertThat(Door.facts(stage))
                .singleElement()
                .satisfies(fact -> assertThat(fact)
                        .contains("\"method\": \"EMAIL_LINK\"", Door.TRACE)
                        .doesNotContain("connectionId"));
        arrive(ann).body("row", equalTo("MEMBER_JIT_OFF")).body("effects", hasSize(0));
    }

    @Test
    void whoIsNeitherMemberNorInvitedStaysOutAndLeavesNothing() {
        String bob = outsider();

        assertThat(open(bob)).isFalse();
        assertThat(open("no address")).isFalse();
        arrive(bob).body("outcome", equalTo("DENIED")).body("refusal", equalTo("NOT_INVITED"));

        assertThat(stage.count("select count(*) from account where email_key = ?", bob))
                .isZero();
    }

    /** R-SSO-12, R-NEG-91: whoever must come over the identity provider has no other way; guests of the same organization have. */
    @Test
    void enforcementClosesTheLinkForTheDomainAndNotForGuests() {
        String ann = stage.mail("ann");
        String guest = outsider();
        stage.member(ann, "member", "MANUAL");
        stage.member(guest, "member", "INVITE");
        assertThat(open(ann)).isTrue();
        enforced();

        assertThat(open(ann)).isFalse();
        arrive(ann)
                .body("outcome", equalTo("DENIED"))
                .body("row", equalTo("UNFIT"))
                .body("refusal", equalTo("SSO_REQUIRED"))
                .body("detail", containsString(Door.TRACE));
        assertThat(Door.told(stage)).containsExactly("SignInDenied");
        arrive(guest).body("outcome", equalTo("GRANTED")).body("grants[0].organization", equalTo(stage.name));
    }

    /** R-SSO-15: whom a connection served that is gone. */
    @Test
    void membersOfADeletedConnectionComeInByLink() {
        String ann = stage.mail("ann");
        stage.member(ann, "member", "JIT");
        enforced();
        assertThat(open(ann)).isFalse();
        Stage.sql("update connection set enforced = false where id = ?", stage.connectionId);
        admin.delete(admin.platform(), "/v2/connections/" + stage.connectionId).statusCode(200);

        arrive(ann).body("outcome", equalTo("GRANTED"));
    }

    /** R-JIT-16: the identity provider said no, and a mailbox does not undo it. */
    @Test
    void whomScimDeactivatedStaysOut() {
        String ann = stage.mail("ann");
        UUID user = stage.user(ann);
        arrive(ann).body("outcome", equalTo("GRANTED"));
        stage.changeTogether(
                        stage.change("00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01", user, "active", "false"))
                .then()
                .statusCode(200);

        assertThat(open(ann)).isFalse();
        arrive(ann).body("outcome", equalTo("DENIED")).body("refusal", equalTo("USER_DEACTIVATED"));
        assertThat(members(ann)).containsExactly("member INACTIVE SCIM SCIM");

        // and when: somebody else's owner invites them
        var other = admin.organization();
        admin.post(admin.platform(), "/v2/orgs/" + other.name() + "/invites", Map.of("email", ann))
                .statusCode(201);

        // then: they are in there, and there only
        arrive(ann).body("row", equalTo("INVITED_JIT_OFF")).body("grants.organization", contains(other.name()));
        arrive(ann).body("grants.organization", contains(other.name()));
        assertThat(members(ann)).containsExactly("member INACTIVE SCIM SCIM");
    }

    /** R-JIT-16, decision 0016: neither a membership that was left, nor an invitation, where the same connection serves; elsewhere it has no say. */
    @Test
    void whomScimDeactivatedStaysOutOfTheConnectionsOtherOrganizationsToo() {
        Stage second = new Stage();
        Stage third = new Stage();
        for (Stage served : List.of(second, third)) {
            Stage.sql(
                    "insert into connection_organization (connection_id, organization_id) values (?, ?)",
                    stage.connectionId,
                    served.organizationId);
        }
        Door door = new Door(stage);
        String ann = stage.mail("ann");
        UUID user = stage.user(ann);
        String invitation = "/v2/orgs/%s/invites";
        admin.post(admin.platform(), invitation.formatted(second.name), Map.of("email", ann))
                .statusCode(201);
        arrive(ann).body("grants.organization", hasItems(stage.name, second.name));
        admin.post(admin.platform(), invitation.formatted(third.name), Map.of("email", ann))
                .statusCode(201);
        stage.changeTogether(
                        stage.change("00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01", user, "active", "false"))
                .then()
                .statusCode(200);
        assertThat(stage.count(
                        "select count(*) from member where organization_id = ? and status = 'ACTIVE' and managed_by = 'NONE'",
                        second.organizationId))
                .isEqualTo(1);
        door.signIn(ann).body("refusal", equalTo("USER_DEACTIVATED"));

        assertThat(open(ann)).isFalse();
        arrive(ann).body("outcome", equalTo("DENIED")).body("refusal", equalTo("USER_DEACTIVATED"));

        // and when: an organization that the connection does not serve invites them
        var other = admin.organization();
        admin.post(admin.platform(), invitation.formatted(other.name()), Map.of("email", ann))
                .statusCode(201);

        // then: they are in there, and there only
        arrive(ann).body("grants.organization", contains(other.name()));
        assertThat(third.count("select count(*) from member where organization_id = ?", third.organizationId))
                .isZero();
    }

    /** The organizations of a link have nothing to do with each other. */
    @Test
    void eachOrganizationOfALinkHearsOfItAndOfNoOther() {
        Stage second = new Stage();
        String ann = stage.mail("ann");
        UUID user = stage.user(ann);
        admin.post(admin.platform(), "/v2/orgs/" + second.name + "/invites", Map.of("email", ann))
                .statusCode(201);
        arrive(ann).body("grants", hasSize(2));
        assertThat(Door.told(stage)).containsExactly("SignInSucceeded");
        assertThat(Door.facts(stage))
                .singleElement()
                .satisfies(fact -> assertThat(fact).contains("\"jitEffects\": []"));
        assertThat(Door.facts(second))
                .singleElement()
                .satisfies(fact -> assertThat(fact).contains("INVITATION_ACCEPTED", "JOINED"));

        // and when: both have taken them out
        Stage.sql("update member set status = 'INACTIVE' where organization_id = ?", second.organizationId);
        stage.changeTogether(
                        stage.change("00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01", user, "active", "false"))
                .then()
                .statusCode(200);
        arrive(ann).body("refusal", equalTo("USER_DEACTIVATED"));

        // then
        for (Stage concerned : List.of(stage, second)) {
            assertThat(Door.told(concerned)).containsExactly("SignInSucceeded", "SignInDenied");
        }
    }

    /** R-DOM-5, R-NOT-1: existing accounts of a captured domain join, and owners are mailed. */
    @Test
    void anAccountOfACapturedDomainJoinsAndOwnersAreMailed() {
        String owner = outsider();
        stage.member(owner, "owner", "MANUAL");
        String ann = stage.mail("ann");
        Stage.sql("delete from member where id = ?", stage.member(ann, "member", "MANUAL"));
        Stage.sql("update connection set jit_enabled = false where id = ?", stage.connectionId);
        assertThat(open(ann)).isFalse();
        Stage.sql("update domain set auto_provisioning = true where name = ?", stage.domain);

        assertThat(open(ann)).isTrue();
        assertThat(open(stage.mail("nobody"))).isFalse();
        arrive(ann).body("row", equalTo("MEMBER_JIT_OFF")).body("effects.kind", contains("JOINED"));

        assertThat(members(ann)).containsExactly("member ACTIVE AUTO_DOMAIN NONE");
        assertThat(Mailbox.of(owner).await(1).path("text").asText()).contains(ann);
    }

    /** R-INV-7. */
    @Test
    void anInvitationIsMailedAgainButNotAtOnce() {
        String ann = outsider();
        String id = invite(ann, "member");
        admin.patch(admin.platform(), "/v2/invites/" + id + "/resend", Map.of()).statusCode(429);
        Stage.sql(
                "update invitation set mailed_at = now() - interval '6 minutes', expires_at = now() + interval '1 day'"
                        + " where id = ?",
                UUID.fromString(id));

        admin.patch(admin.platform(), "/v2/invites/" + id + "/resend", Map.of()).statusCode(204);

        Mailbox.of(ann).await(2);
        assertThat(stage.count(
                        "select count(*) from invitation where id = ? and expires_at > now() + interval '13 days'",
                        UUID.fromString(id)))
                .isEqualTo(1);
        assertThat(stage.events()).containsExactly("InvitationSent", "InvitationResent");
        admin.patch(admin.platform(), "/v2/invites/" + UUID.randomUUID() + "/resend", Map.of())
                .statusCode(404);
    }
}
