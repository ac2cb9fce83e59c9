package dev.rollcall.membership.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import dev.rollcall.membership.admin.AdminFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** R-GRP-18: a group of the name owners makes owners only where the connection explicitly allows it. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class OwnersGroupIT {
    private static final String DOCKER = "urn:ietf:params:scim:schemas:extension:docker:2.0:User";

    @Inject
    AdminFixture admin;

    private final Stage stage = new Stage();

    @Test
    void withoutLeaveTheGroupIsRefusedAndTheAttemptIsAConflict() {
        UUID ann = stage.user(stage.mail("ann"));

        create(ann)
                .then()
                .statusCode(400)
                .body("code", equalTo("TEAM_RESERVED"))
                .body("detail", containsString("ownersByGroup"));

        assertThat(role(ann)).isEqualTo("member");
        assertThat(stage.count(
                        "select count(*) from conflict where organization_id = ? and type = 'GROUP_FORMAT'",
                        stage.organizationId))
                .isEqualTo(1);
    }

    @Test
    void withLeaveWhoIsInTheGroupIsAnOwnerAndWhoLeavesItIsNone() {
        // given
        allow(true);
        UUID ann = stage.user(stage.mail("ann"));
        UUID bob = stage.user(stage.mail("bob"));

        // when
        String group = create(ann).then().statusCode(200).extract().path("id");
        change(group, "add", bob).then().statusCode(200);

        // then
        assertThat(List.of(role(ann), role(bob))).containsExactly("owner", "owner");
        assertThat(stage.events()).containsSubsequence("MemberTeamAdded", "MemberRoleChanged", "MemberRoleChanged");
        change(group, "remove", ann).then().statusCode(200);
        assertThat(List.of(role(ann), role(bob))).containsExactly("member", "owner");
    }

    /** R-SCIM-38, however the list is changed; but all may change at once. */
    @Test
    void theLastOwnerStaysOneUntilAnotherTakesThePlace() {
        allow(true);
        UUID ann = stage.user(stage.mail("ann"));
        UUID bob = stage.user(stage.mail("bob"));
        String group = create(ann).then().statusCode(200).extract().path("id");

        change(group, "remove", ann).then().statusCode(403).body("code", equalTo("LAST_OWNER"));
        stage.delete("/groups/" + group).then().statusCode(403);
        stage.put("/groups/" + group, body("ops", ann)).then().statusCode(403);
        assertThat(role(ann)).isEqualTo("owner");

        stage.put("/groups/" + group, body("owners", bob)).then().statusCode(200);
        assertThat(List.of(role(ann), role(bob))).containsExactly("member", "owner");
    }

    /** R-SCIM-38, in an organization that the group only passes through, too. */
    @Test
    void aGroupThatIsRenamedTwiceTakesNoOrganizationsLastOwner() {
        // given ann, owner of one organization by a group, and the only owner of another one
        allow(true);
        stage.member(stage.mail("boss"), "owner", "MANUAL");
        Stage other = new Stage();
        Stage.sql(
                "insert into connection_organization (connection_id, organization_id) values (?, ?)",
                stage.connectionId,
                other.organizationId);
        UUID ann = stage.user(stage.mail("ann"));
        stage.post("/groups", body("dev", ann).replace(stage.name + ":", other.name + ":"))
                .then()
                .statusCode(200);
        Stage.sql("update member set role = 'owner' where organization_id = ?", other.organizationId);
        String group = create(ann).then().statusCode(200).extract().path("id");

        // when
        Response renamed = stage.patch(
                "/groups/" + group,
                ("{\"steps\":[{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"%s:owners\"},"
                                + "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"%s:ops\"}],\"mode\":\"COMPAT\"}")
                        .formatted(other.name, other.name));

        // then
        renamed.then().statusCode(403).body("code", equalTo("LAST_OWNER"));
        assertThat(Stage.strings("select role from member where organization_id = ?", other.organizationId))
                .containsExactly("owner");
    }

    /** R-ROLE-9: what the identity provider says of one person counts more than a group. */
    @Test
    void aRoleByAttributeIsLeftAlone() {
        allow(true);
        stage.member(stage.mail("boss"), "owner", "MANUAL");
        UUID ann =
                UUID.fromString(stage.create("{\"resource\":{\"userName\":\"%s\",\"%s\":{\"dockerRole\":\"editor\"}}}"
                                .formatted(stage.mail("ann"), DOCKER))
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("[0].id"));

        String group = create(ann).then().statusCode(200).extract().path("id");

        assertThat(role(ann)).isEqualTo("editor");
        change(group, "remove", ann).then().statusCode(200);
        assertThat(role(ann)).isEqualTo("editor");
    }

    /** Somebody who is out gets or loses the role for when they come back. */
    @Test
    void theRoleFollowsTheGroupWhileAPersonIsInactive() {
        allow(true);
        stage.member(stage.mail("boss"), "owner", "MANUAL");
        UUID ann = stage.user(stage.mail("ann"));
        String group = create(ann).then().statusCode(200).extract().path("id");
        active(ann, false);

        change(group, "remove", ann).then().statusCode(200);
        active(ann, true);
        assertThat(role(ann)).isEqualTo("member");

        active(ann, false);
        change(group, "add", ann).then().statusCode(200);
        active(ann, true);
        assertThat(role(ann)).isEqualTo("owner");
    }

    /** Taken back, the leave makes no further owners; who is one may still be taken out. */
    @Test
    void leaveThatIsTakenBackMakesNoFurtherOwners() {
        allow(true);
        stage.member(stage.mail("boss"), "owner", "MANUAL");
        UUID ann = stage.user(stage.mail("ann"));
        UUID bob = stage.user(stage.mail("bob"));
        String group = create(ann).then().statusCode(200).extract().path("id");
        allow(false);

        change(group, "add", bob).then().statusCode(400).body("code", equalTo("TEAM_RESERVED"));
        change(group, "remove", ann).then().statusCode(200);

        assertThat(List.of(role(ann), role(bob))).containsExactly("member", "member");
    }

    /** A member whom SCIM does not manage, or another connection does, is no business of this group. */
    @Test
    void nobodyBecomesAnOwnerWhomTheConnectionDoesNotManage() {
        allow(true);
        stage.member(stage.mail("boss"), "owner", "MANUAL");
        UUID ann = stage.user(stage.mail("ann"));
        Stage.sql("update member set connection_id = gen_random_uuid() where id = ?", member(ann));

        create(ann).then().statusCode(200);

        assertThat(role(ann)).isEqualTo("member");
    }

    private void allow(boolean leave) {
        admin.patch(admin.platform(), "/v2/connections/" + stage.connectionId, Map.of("ownersByGroup", leave))
                .statusCode(200)
                .body("ownersByGroup", equalTo(leave));
    }

    private Response create(UUID... members) {
        return stage.post("/groups", body("Owners", members));
    }

    private String body(String team, UUID... members) {
        String named =
                Arrays.stream(members).map(id -> "{\"value\":\"" + id + "\"}").collect(Collectors.joining(","));
        return "{\"resource\":{\"displayName\":\"%s:%s\",\"members\":[%s]}}".formatted(stage.name, team, named);
    }

    private Response change(String group, String op, UUID user) {
        return stage.patch(
                "/groups/" + group,
                "{\"steps\":[{\"op\":\"%s\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}],\"mode\":\"COMPAT\"}"
                        .formatted(op, user));
    }

    private void active(UUID user, boolean active) {
        stage.patch(
                        "/users/" + user,
                        "{\"steps\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":%s}],\"mode\":\"COMPAT\"}"
                                .formatted(active))
                .then()
                .statusCode(200);
    }

    private String role(UUID user) {
        return Stage.strings("select role from member where id = ?", member(user))
                .getFirst();
    }

    private UUID member(UUID user) {
        return UUID.fromString(Stage.strings(
                        "select m.id::text from member m join scim_user s on s.account_id = m.account_id"
                                + " where m.organization_id = ? and s.id = ?",
                        stage.organizationId,
                        user)
                .getFirst());
    }
}
