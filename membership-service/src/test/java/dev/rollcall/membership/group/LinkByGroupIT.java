package dev.rollcall.membership.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** R-ORG-3, R-ORG-4: a group that names a member whom no SCIM manages is a write to that member. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class LinkByGroupIT {

    @Test
    void linkOnMatchLinksAMemberWhomAGroupNames() {
        // given
        Stage stage = new Stage(null, "EMAIL", "ORG_TEAM", "LINK_ON_MATCH");
        UUID ann = stage.user(stage.mail("ann"));
        UUID jit = stage.member(stage.mail("jit"), "editor", "JIT");

        // when
        Response created = create(stage, ann, jit);

        // then
        created.then().statusCode(200);
        assertThat(managers(stage, jit)).isEqualTo("SCIM JIT editor");
        assertThat(stage.events()).containsSubsequence("MemberAdopted", "GroupMappingCreated", "MemberTeamAdded");
        assertThat(stage.count(
                        "select count(*) from conflict where member_id = ? and type = 'UNMANAGED_WRITE' and state = 'RESOLVED'",
                        jit))
                .isEqualTo(1);
        stage.read(jit).then().body("[0].id", equalTo(jit.toString())).body("[0].groups", equalTo(null));
        assertThat(stage.count("select count(*) from team_member where member_id = ? and source = 'SCIM_GROUP'", jit))
                .isEqualTo(1);
        // The resource waits for the person's own push, which may be a POST.
        stage.create("{\"resource\":{\"userName\":\"%s\",\"title\":\"Cook\"}}".formatted(stage.mail("jit")))
                .then()
                .statusCode(200)
                .body("[0].id", equalTo(jit.toString()));
    }

    @Test
    void aPatchThatReplacesTheListLinksToo() {
        Stage stage = new Stage(null, "EMAIL", "ORG_TEAM", "LINK_ON_MATCH");
        UUID jit = stage.member(stage.mail("jit"), "member", "JIT");
        String group = create(stage).then().statusCode(200).extract().path("id");

        stage.patch(
                        "/groups/" + group,
                        "{\"steps\":[{\"op\":\"replace\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}],\"mode\":\"COMPAT\"}"
                                .formatted(jit))
                .then()
                .statusCode(200);

        stage.get("/groups/" + group + "?members=true").then().body("members", hasSize(1));
        assertThat(managers(stage, jit)).startsWith("SCIM");
    }

    /** The contract's 403: nothing changes, and owners hear of it. */
    @Test
    void strictRefusesAGroupThatNamesAnUnmanagedMember() {
        Stage stage = new Stage();
        UUID jit = stage.member(stage.mail("jit"), "member", "JIT");

        create(stage, jit)
                .then()
                .statusCode(403)
                .body("code", equalTo("MEMBER_UNMANAGED"))
                .body("detail", containsString(jit.toString()));

        assertThat(managers(stage, jit)).startsWith("NONE");
        assertThat(stage.count(
                        "select count(*) from conflict where organization_id = ? and state = 'OPEN'",
                        stage.organizationId))
                .isEqualTo(1);
    }

    /** A guest's address is of no verified domain; and whoever is named beside them is not linked either. */
    @Test
    void aGuestIsLinkedByNobodyAndSpoilsTheRequest() {
        Stage stage = new Stage(null, "EMAIL", "ORG_TEAM", "LINK_ON_MATCH");
        UUID jit = stage.member(stage.mail("jit"), "member", "JIT");
        UUID guest = stage.member("guest@" + UUID.randomUUID() + ".example", "member", "INVITE");

        create(stage, jit, guest).then().statusCode(403).body("code", equalTo("MEMBER_UNMANAGED"));

        assertThat(managers(stage, jit)).startsWith("NONE");
        assertThat(managers(stage, guest)).startsWith("NONE");
    }

    private static String managers(Stage stage, UUID member) {
        return Stage.strings(
                        "select managed_by || ' ' || origin || ' ' || role from member where organization_id = ? and id = ?",
                        stage.organizationId,
                        member)
                .getFirst();
    }

    private static Response create(Stage stage, UUID... members) {
        String named =
                Arrays.stream(members).map(id -> "{\"value\":\"" + id + "\"}").collect(Collectors.joining(","));
        return stage.post(
                "/groups", "{\"resource\":{\"displayName\":\"%s:dev\",\"members\":[%s]}}".formatted(stage.name, named));
    }
}
