package dev.rollcall.membership.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-SCIM-27, policy REVIEW: the IdP asks, an owner decides. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class ReviewIT {
    @Inject
    AdminFixture admin;

    /** R-ORG-12: the request names both values, their sources, and what to do. */
    @Test
    void whatTheIdpPushesWaitsForAnOwner() {
        Stage stage = review();
        UUID member = stage.member(stage.mail("ann"), "editor", "JIT");

        create(stage, "ann")
                .then()
                .statusCode(409)
                .body("code", equalTo("UNMANAGED_MEMBER_EXISTS"))
                .body("detail", containsString("an owner is asked to approve"));
        stage.put("/users/" + member, "{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("ann")))
                .then()
                .statusCode(403)
                .body("code", equalTo("MEMBER_UNMANAGED"));

        admin.get(admin.platform(), conflicts(stage) + "?type=adoption_requested&state=OPEN&member=" + member)
                .statusCode(200)
                .body("conflicts", hasSize(1))
                .body("conflicts[0].count", equalTo(2))
                .body("conflicts[0].memberId", equalTo(member.toString()))
                .body("conflicts[0].connectionId", equalTo(stage.connectionId.toString()))
                .body("conflicts[0].details.source", equalTo("SCIM"))
                .body("conflicts[0].details.sent.userName", equalTo(stage.mail("ann")))
                .body("conflicts[0].details.storedBy", equalTo("JIT"))
                .body("conflicts[0].details.stored.role", equalTo("editor"))
                .body("conflicts[0].suggestion", containsString("Approve"));
        admin.get(admin.platform(), conflicts(stage) + "?type=FLAPPING").body("conflicts", hasSize(0));
        admin.get(admin.platform(), conflicts(stage) + "?type=odd").statusCode(400);
        admin.get(admin.platform(), conflicts(stage) + "?member=odd").statusCode(400);
    }

    @Test
    void whatAnOwnerApprovesSucceedsWithTheNextPush() {
        Stage stage = review();
        UUID member = stage.member(stage.mail("bob"), "editor", "INVITE");
        create(stage, "bob").then().statusCode(409);

        admin.post(admin.platform(), conflicts(stage) + "/" + request(stage) + "/approve", Map.of())
                .statusCode(200)
                .body("outcome", equalTo("ADOPTED"));

        create(stage, "bob").then().statusCode(200).body("[0].id", equalTo(member.toString()));
        assertThat(Stage.strings(
                        "select type || state || coalesce(closed_by, '') from conflict where organization_id = ?",
                        stage.organizationId))
                .singleElement()
                .asString()
                .startsWith("ADOPTION_REQUESTEDRESOLVEDuser:");
    }

    @Test
    void whatAnOwnerRejectsOnlyCountsOn() {
        Stage stage = review();
        UUID member = stage.member(stage.mail("cat"), "member", "MANUAL");
        create(stage, "cat").then().statusCode(409);
        String request = request(stage);

        admin.post(admin.platform(), conflicts(stage) + "/" + request + "/reject", Map.of())
                .statusCode(200)
                .body("state", equalTo("IGNORED"));

        create(stage, "cat").then().statusCode(409);
        create(stage, "cat").then().statusCode(409);
        assertThat(Stage.strings("select state || count from conflict where organization_id = ?", stage.organizationId))
                .containsExactly("IGNORED3");
        assertThat(stage.events()).containsExactly("ConflictOpened", "ConflictResolved");
        assertThat(Stage.strings("select managed_by from member where id = ?", member))
                .containsExactly("NONE");
        admin.post(admin.platform(), conflicts(stage) + "/" + request + "/approve", Map.of())
                .statusCode(200);
        create(stage, "cat").then().statusCode(200);
    }

    @Test
    void onlyOwnersDecideAndOnlyAboutRequests() {
        Stage stage = review();
        stage.member(stage.mail("dan"), "member", "MANUAL");
        create(stage, "dan").then().statusCode(409);
        String path = conflicts(stage) + "/" + request(stage);
        String editor = admin.person(new House(stage.name, stage.organizationId), "editor")
                .token();
        admin.post(editor, path + "/approve", Map.of()).statusCode(403);
        admin.post(editor, path + "/reject", Map.of()).statusCode(403);
        admin.post(admin.platform(), conflicts(stage) + "/" + UUID.randomUUID() + "/approve", Map.of())
                .statusCode(404);
        admin.post(admin.platform(), conflicts(review()) + "/" + request(stage) + "/approve", Map.of())
                .statusCode(404);
        Stage.sql("delete from conflict where organization_id = ?", stage.organizationId);
        stage.create("{\"resource\":{\"userName\":\"eve@elsewhere.example\"}}")
                .then()
                .statusCode(400);
        admin.post(admin.platform(), conflicts(stage) + "/" + request(stage) + "/approve", Map.of())
                .statusCode(400);
    }

    private static Stage review() {
        return new Stage(null, "EMAIL", "ORG_TEAM", "REVIEW");
    }

    private static Response create(Stage stage, String local) {
        return stage.create("{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail(local)));
    }

    private static String conflicts(Stage stage) {
        return "/v2/orgs/" + stage.name + "/conflicts";
    }

    private static String request(Stage stage) {
        return Stage.strings("select id::text from conflict where organization_id = ?", stage.organizationId)
                .getFirst();
    }
}
