package dev.rollcall.membership.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class UsersIT {

    /** R-SCIM-22. */
    @Test
    void aNewEmailMakesAccountMembershipAndResource() {
        Stage stage = new Stage();

        stage.create("""
                {"resource":{"userName":"%s","externalId":"x1","name":{"givenName":"Ann","familyName":"Lee"},"title":"Dr"}}""".formatted(stage.mail("ann")))
                .then()
                .statusCode(200)
                .body("[0].resource.title", equalTo("Dr"))
                .body("[0].resource.active", equalTo(true))
                .body(
                        "[0].resource.'urn:rollcall:params:scim:schemas:extension:member:2.0:User'.origin",
                        equalTo("SCIM"));

        assertThat(stage.events()).containsExactly("UserProvisioned");
        assertThat(stage.count(
                        "select count(*) from member where organization_id = ? and status = 'ACTIVE'",
                        stage.organizationId))
                .isEqualTo(1);
    }

    /** R-SCIM-21, R-SCIM-28. */
    @Test
    void aUserNameThatIsNoEmailOrOfAForeignDomainIsRefused() {
        Stage stage = new Stage();
        stage.create("{\"resource\":{\"userName\":\"ann\"}}")
                .then()
                .statusCode(400)
                .body("code", equalTo("USER_NAME_NOT_EMAIL"));
        stage.create("{\"resource\":{\"userName\":\"ann@elsewhere.example\"}}")
                .then()
                .statusCode(400)
                .body("code", equalTo("DOMAIN_UNVERIFIED"))
                .body("detail", containsString("Domain 'elsewhere.example' is not verified for your SSO connection."));
        assertThat(stage.events()).containsExactly("ConflictOpened");
    }

    /** R-SCIM-25, R-SCIM-26: the same resource lives again. */
    @Test
    void anActiveUserIsAConflictAndAnInactiveOneIsRevived() {
        Stage stage = new Stage();
        UUID id = stage.user(stage.mail("bob"));
        String again = "{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("bob"));

        stage.create(again.replace("bob", "BOB")).then().statusCode(409).body("code", equalTo("USER_EXISTS"));
        deactivate(stage, id).then().statusCode(200).body("resource.active", equalTo(false));
        stage.create(again)
                .then()
                .statusCode(200)
                .body("[0].id", equalTo(id.toString()))
                .body("[0].resource.active", equalTo(true));

        assertThat(stage.events()).containsExactly("UserProvisioned", "UserDeactivated", "UserReactivated");
        assertThat(stage.count("select session_epoch from member where organization_id = ?", stage.organizationId))
                .isEqualTo(2);
    }

    /** R-SCIM-31: an answer that was lost is given again; one that arrived is not. */
    @Test
    void aCreateWhoseAnswerWasLostIsAnsweredAgain() {
        Stage stage = new Stage();
        String body = "{\"resource\":{\"userName\":\"%s\",\"title\":\"Cook\"}}".formatted(stage.mail("lou"));
        UUID id = UUID.fromString(
                stage.create(body).then().statusCode(200).extract().path("[0].id"));
        stage.create(body).then().statusCode(409).body("code", equalTo("USER_EXISTS"));
        Stage.sql("update undelivered set created_at = created_at - interval '11 s' where user_id = ?", id);

        stage.create(body.replace("Cook", "Chef")).then().statusCode(409);
        stage.create(body)
                .then()
                .statusCode(200)
                .body("[0].id", equalTo(id.toString()))
                .body("[0].version", equalTo(1))
                .body("[0].resource.title", equalTo("Cook"));
        assertThat(stage.events()).containsExactly("UserProvisioned");

        stage.delivered(id).then().statusCode(200).body(equalTo("1"));
        stage.delivered(id).then().statusCode(200).body(equalTo("0"));
        stage.create(body).then().statusCode(409);
    }

    /** R-SCIM-31: what has changed meanwhile is no longer what was created. */
    @Test
    void aUserWhoWasChangedMeanwhileIsAConflict() {
        Stage stage = new Stage();
        String body = "{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("lea"));
        UUID id = stage.user(stage.mail("lea"));
        Stage.sql("update undelivered set created_at = created_at - interval '11 s' where user_id = ?", id);
        stage.put("/users/" + id, body.replace("}}", ",\"title\":\"Cook\"}}"))
                .then()
                .statusCode(200);
        stage.put("/users/" + id, body).then().statusCode(200);

        stage.create(body).then().statusCode(409).body("code", equalTo("USER_EXISTS"));
    }

    /** R-SCIM-42. */
    @Test
    void whatChangesNothingIsNoEventAndNoNewVersion() {
        Stage stage = new Stage();
        UUID id = UUID.fromString(
                stage.create("{\"resource\":{\"schemas\":[\"x\"],\"userName\":\"%s\"}}".formatted(stage.mail("cat")))
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("[0].id"));
        String before = stage.read(id).asString();

        stage.put("/users/" + id, "{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("cat")))
                .then()
                .statusCode(200);
        stage.patch(
                        "/users/" + id,
                        "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":\"True\"}]}")
                .then()
                .statusCode(200);

        assertThat(stage.read(id).asString()).isEqualTo(before);
        assertThat(stage.events()).containsExactly("UserProvisioned");
    }

    /** R-SCIM-31. */
    @Test
    void sixteenCreatesAtOnceMakeOneAccount() throws Exception {
        Stage stage = new Stage();
        String body = "{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("dan"));
        try (var pool = Executors.newFixedThreadPool(16)) {
            List<Future<Integer>> answers = IntStream.range(0, 16)
                    .mapToObj(i -> pool.submit(() -> stage.create(body).statusCode()))
                    .toList();
            List<Integer> codes = answers.stream().map(UsersIT::result).sorted().toList();
            assertThat(codes.getFirst()).isEqualTo(200);
            assertThat(codes.subList(1, 16)).containsOnly(409);
        }
        assertThat(stage.count("select count(*) from account where email_key = ?", stage.mail("dan")))
                .isEqualTo(1);
    }

    /** R-ORG-2, R-SCIM-40, R-SCIM-27 STRICT, R-SCIM-49: the first acceptance scenario. */
    @Test
    void aMemberThatScimDoesNotManageIsNotWritten() {
        Stage stage = new Stage();
        UUID member = stage.member(stage.mail("eve"), "editor", "JIT");

        stage.create("{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("eve")))
                .then()
                .statusCode(409)
                .body("code", equalTo("UNMANAGED_MEMBER_EXISTS"));
        stage.put(
                        "/users/" + member,
                        "{\"resource\":{\"userName\":\"%s\",\"active\":false}}".formatted(stage.mail("eve")))
                .then()
                .statusCode(403)
                .body("code", equalTo("MEMBER_UNMANAGED"));
        stage.delete("/users/" + member).then().statusCode(403);

        stage.read(member)
                .then()
                .statusCode(200)
                .body(
                        "[0].resource.'urn:rollcall:params:scim:schemas:extension:member:2.0:User'.managedBy",
                        equalTo("NONE"));
        assertThat(Stage.strings("select role || status from member where id = ?", member))
                .containsExactly("editorACTIVE");
    }

    /** R-ORG-3, R-SCIM-27 LINK_ON_MATCH: in place, with the id that reads showed before. */
    @Test
    void linkOnMatchTakesAMemberOverInPlace() {
        Stage stage = new Stage(null, "EMAIL", "ORG_TEAM", "LINK_ON_MATCH");
        UUID member = stage.member(stage.mail("fay"), "editor", "JIT");

        stage.create("{\"resource\":{\"userName\":\"%s\",\"name\":{\"givenName\":\"Fay\"}}}"
                        .formatted(stage.mail("fay")))
                .then()
                .statusCode(200)
                .body("[0].id", equalTo(member.toString()));

        assertThat(Stage.strings("select role || managed_by || origin from member where id = ?", member))
                .containsExactly("editorSCIMJIT");
        assertThat(stage.events())
                .containsExactly("ConflictOpened", "ConflictResolved", "MemberAdopted", "UserUpdated");
    }

    /** R-ORG-3: an IdP that found the member by name goes on with PUT or PATCH. */
    @Test
    void linkOnMatchTakesAMemberOverByAChangeToo() {
        Stage stage = new Stage(null, "EMAIL", "ORG_TEAM", "LINK_ON_MATCH");
        UUID put = stage.member(stage.mail("fen"), "editor", "JIT");
        UUID patched = stage.member(stage.mail("flo"), "member", "INVITE");
        UUID guest = stage.member("flo@elsewhere.example", "member", "INVITE");

        stage.put(
                        "/users/" + put,
                        "{\"resource\":{\"userName\":\"%s\",\"title\":\"Cook\"}}".formatted(stage.mail("fen")))
                .then()
                .statusCode(200)
                .body("id", equalTo(put.toString()))
                .body("resource.title", equalTo("Cook"));
        deactivate(stage, patched).then().statusCode(200).body("resource.active", equalTo(false));
        deactivate(stage, guest).then().statusCode(403).body("code", equalTo("MEMBER_UNMANAGED"));
        stage.delete("/users/" + guest).then().statusCode(403);

        assertThat(Stage.strings(
                        "select role || status || managed_by || origin from member where organization_id = ? order by 1",
                        stage.organizationId))
                .containsExactly("editorACTIVESCIMJIT", "memberACTIVENONEINVITE", "memberINACTIVESCIMINVITE");
    }

    /** R-SCIM-29, R-SCIM-34: a seat is freed by deactivation. */
    @Test
    void withoutASeatNothingIsMade() {
        Stage stage = new Stage(1, "EMAIL", "ORG_TEAM", "STRICT");
        UUID first = stage.user(stage.mail("gil"));
        String second = "{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("hal"));

        stage.create(second)
                .then()
                .statusCode(403)
                .body("detail", containsString("Not enough seats in organization '" + stage.name + "'"));
        assertThat(stage.count("select count(*) from account where email_key = ?", stage.mail("hal")))
                .isZero();
        deactivate(stage, first);
        stage.create(second).then().statusCode(200);
        stage.patch("/users/" + first, active(true)).then().statusCode(403).body("code", equalTo("NO_SEAT"));
        stage.read(first).then().body("[0].resource.active", equalTo(false));
    }

    /** R-SCIM-38. */
    @Test
    void theLastOwnerStays() {
        Stage stage = new Stage();
        String docker = "urn:ietf:params:scim:schemas:extension:docker:2.0:User";
        UUID owner = UUID.fromString(stage.create("""
                {"resource":{"userName":"%s","%s":{"dockerRole":"Owner"}}}""".formatted(stage.mail("ida"), docker))
                .then()
                .statusCode(200)
                .extract()
                .path("[0].id"));

        deactivate(stage, owner).then().statusCode(403).body("code", equalTo("LAST_OWNER"));
        stage.delete("/users/" + owner).then().statusCode(403);
        stage.patch("/users/" + owner, """
                {"mode":"COMPAT","steps":[{"op":"replace","path":"%s:dockerRole","value":"member"}]}""".formatted(docker)).then().statusCode(403);
        stage.member(stage.mail("jon"), "owner", "MANUAL");
        deactivate(stage, owner).then().statusCode(200);
    }

    /** R-SCIM-37. */
    @Test
    void aDeletedUserIsGoneAndComesBackUnderANewIdWithTheSameAccount() {
        Stage stage = new Stage();
        UUID id = stage.user(stage.mail("kim"));
        String account = Stage.strings("select id::text from account where email_key = ?", stage.mail("kim"))
                .getFirst();

        stage.delete("/users/" + id).then().statusCode(204);
        stage.read(id).then().statusCode(200).body("[0]", nullValue());
        stage.delete("/users/" + id).then().statusCode(404);
        UUID again = stage.user(stage.mail("kim"));

        assertThat(again).isNotEqualTo(id);
        assertThat(Stage.strings("select id::text from account where email_key = ?", stage.mail("kim")))
                .containsExactly(account);
        assertThat(stage.events()).containsExactly("UserProvisioned", "UserRemoved", "UserProvisioned");
    }

    /** R-SCIM-39. */
    @Test
    void aChangedUserNameKeepsTheIdAndMovesTheAccount() {
        Stage stage = new Stage();
        UUID id = stage.user(stage.mail("lea"));
        stage.user(stage.mail("max"));

        stage.patch("/users/" + id, rename(stage.mail("max"))).then().statusCode(409);
        stage.patch("/users/" + id, rename("lea@elsewhere.example")).then().statusCode(400);
        stage.patch("/users/" + id, rename(stage.mail("lea.new")))
                .then()
                .statusCode(200)
                .body("id", equalTo(id.toString()));

        assertThat(stage.count("select count(*) from account where email_key = ?", stage.mail("lea.new")))
                .isEqualTo(1);
        assertThat(stage.events()).endsWith("UserUpdated");
    }

    /** R-ROLE-7, R-ROLE-11, R-SCIM-36: teams by attribute, over deactivation and back. */
    @Test
    void aTeamByAttributeIsMadeAndSurvivesReactivation() {
        Stage stage = new Stage();
        String docker = "urn:ietf:params:scim:schemas:extension:docker:2.0:User";
        UUID id = UUID.fromString(stage.create("""
                {"resource":{"userName":"%s","%s":{"dockerTeam":"Blue"}}}""".formatted(stage.mail("ned"), docker))
                .then()
                .statusCode(200)
                .extract()
                .path("[0].id"));
        deactivate(stage, id);
        assertThat(teams(stage)).isEmpty();
        stage.patch("/users/" + id, active(true)).then().statusCode(200);
        assertThat(teams(stage)).containsExactly("Blue");
        stage.patch("/users/" + id, """
                {"mode":"COMPAT","steps":[{"op":"replace","path":"%s:dockerTeam","value":"Red"}]}""".formatted(docker)).then().statusCode(200);
        assertThat(teams(stage)).containsExactly("Red");
        assertThat(stage.events()).contains("TeamCreated", "MemberTeamAdded", "MemberTeamRemoved");
    }

    /** R-SDIS-4: let go when SCIM was switched off, managed again by the next push. */
    @Test
    void aMemberThatSwitchingOffLetGoIsManagedAgainByTheNextPush() {
        Stage stage = new Stage();
        UUID id = stage.user(stage.mail("pia"));
        Stage.sql("update member set managed_by = 'NONE' where organization_id = ?", stage.organizationId);

        deactivate(stage, id).then().statusCode(200).body("resource.active", equalTo(false));

        assertThat(Stage.strings(
                        "select managed_by || status from member where organization_id = ?", stage.organizationId))
                .containsExactly("SCIMINACTIVE");
        assertThat(stage.events()).containsExactly("UserProvisioned", "MemberAdopted", "UserDeactivated");
    }

    /** R-ORG-12, R-SCIM-40: the clash is recorded once and counted. */
    @Test
    void aRefusedWriteIsAConflictThatOwnersSee() {
        Stage stage = new Stage();
        UUID member = stage.member(stage.mail("quin"), "member", "JIT");
        deactivate(stage, member).then().statusCode(403);
        deactivate(stage, member).then().statusCode(403);

        assertThat(Stage.strings("select type || count from conflict where organization_id = ?", stage.organizationId))
                .containsExactly("UNMANAGED_WRITE2");
        assertThat(stage.events()).containsExactly("ConflictOpened");
    }

    /** R-SCIM-10. */
    @Test
    void anotherConnectionsUserDoesNotExist() {
        Stage ours = new Stage();
        Stage theirs = new Stage();
        UUID foreign = theirs.user(theirs.mail("oli"));

        ours.read(foreign).then().statusCode(200).body("[0]", nullValue());
        deactivate(ours, foreign).then().statusCode(404);
        ours.delete("/users/" + foreign).then().statusCode(404);

        theirs.read(foreign).then().body("[0].resource.active", equalTo(true));
    }

    private static List<String> teams(Stage stage) {
        return Stage.strings(
                "select t.name from team t join team_member tm on tm.team_id = t.id where t.organization_id = ?",
                stage.organizationId);
    }

    private static Response deactivate(Stage stage, UUID id) {
        return stage.patch("/users/" + id, active(false));
    }

    private static String active(boolean active) {
        return "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"replace\",\"value\":{\"active\":" + active + "}}]}";
    }

    private static String rename(String userName) {
        return "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"replace\",\"path\":\"userName\",\"value\":\"" + userName
                + "\"}]}";
    }

    private static int result(Future<Integer> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
