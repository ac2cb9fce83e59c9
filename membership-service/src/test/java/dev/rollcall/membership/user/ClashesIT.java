package dev.rollcall.membership.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-ORG-12: every kind of conflict that a push can cause, with what was sent and what stands there. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class ClashesIT {
    private static final String DOCKER = "urn:ietf:params:scim:schemas:extension:docker:2.0:User";

    /** R-SCIM-40: POST, PUT and DELETE of one unmanaged member are one clash. */
    @Test
    void unmanagedWrite() {
        Stage stage = new Stage();
        UUID member = stage.member(stage.mail("ann"), "editor", "JIT");
        create(stage, stage.mail("ann")).then().statusCode(409);
        stage.put("/users/" + member, "{\"resource\":{\"active\":false}}")
                .then()
                .statusCode(403);
        stage.delete("/users/" + member).then().statusCode(403);

        JsonNode conflict = only(stage, "UNMANAGED_WRITE", 3);
        assertThat(conflict.at("/member_id").asText()).isEqualTo(member.toString());
        assertThat(conflict.at("/details/sent/deleted").asBoolean()).isTrue();
        assertThat(conflict.at("/details/stored/role").asText()).isEqualTo("editor");
        assertThat(conflict.at("/details/stored/status").asText()).isEqualTo("ACTIVE");
        assertThat(conflict.at("/details/storedBy").asText()).isEqualTo("JIT");
    }

    /** R-SCIM-27: LINK_ON_MATCH leaves a conflict too, which is settled. */
    @Test
    void linkOnMatch() {
        Stage stage = new Stage(null, "EMAIL", "ORG_TEAM", "LINK_ON_MATCH");
        stage.member(stage.mail("ann"), "editor", "INVITE");
        create(stage, stage.mail("ann")).then().statusCode(200);

        JsonNode conflict = only(stage, "UNMANAGED_WRITE", 1);
        assertThat(conflict.at("/state").asText()).isEqualTo("RESOLVED");
        assertThat(conflict.at("/details/storedBy").asText()).isEqualTo("INVITE");
    }

    /** R-SCIM-28. */
    @Test
    void domainUnverified() {
        Stage stage = new Stage();
        create(stage, "bob@elsewhere.example").then().statusCode(400);

        JsonNode conflict = only(stage, "DOMAIN_UNVERIFIED", 1);
        assertThat(conflict.at("/details/sent/userName").asText()).isEqualTo("bob@elsewhere.example");
        assertThat(conflict.at("/details/stored/domains/0").asText()).isEqualTo(stage.domain);
        assertThat(conflict.at("/suggestion").asText()).contains("Verify");
    }

    /** R-SCIM-18: userName wins, and the warning names both; the same push again changes nothing. */
    @Test
    void emailMismatch() {
        Stage stage = new Stage();
        String resource = """
                {"resource":{"userName":"%s","emails":[{"value":"%s","primary":true}]}}""";
        String id = stage.create(resource.formatted(stage.mail("cat"), stage.mail("cat.mail")))
                .then()
                .statusCode(200)
                .extract()
                .path("[0].id");
        stage.put("/users/" + id, resource.formatted(stage.mail("cat"), stage.mail("cat.mail")))
                .then()
                .statusCode(200);

        JsonNode conflict = only(stage, "EMAIL_MISMATCH", 1);
        assertThat(conflict.at("/details/sent/emails[primary]").asText()).isEqualTo(stage.mail("cat.mail"));
        assertThat(conflict.at("/details/stored/userName").asText()).isEqualTo(stage.mail("cat"));
        assertThat(Stage.strings(
                        "select a.email from account a join member m on m.account_id = a.id where m.organization_id = ?",
                        stage.organizationId))
                .containsExactly(stage.mail("cat"));
        stage.put("/users/" + id, resource.formatted(stage.mail("cat"), stage.mail("other")))
                .then()
                .statusCode(200);
        only(stage, "EMAIL_MISMATCH", 2);
    }

    /** R-GRP-12. */
    @Test
    void groupFormat() {
        Stage stage = new Stage();
        stage.post("/groups", "{\"resource\":{\"displayName\":\"everybody\"}}")
                .then()
                .statusCode(400);

        JsonNode conflict = only(stage, "GROUP_FORMAT", 1);
        assertThat(conflict.at("/details/sent/subject").asText()).isEqualTo("group/everybody");
        assertThat(conflict.at("/details/stored/organization").asText()).isEqualTo(stage.name);
    }

    @Test
    void unknownOrganization() {
        Stage stage = new Stage();
        stage.create("{\"resource\":{\"userName\":\"%s\",\"%s\":{\"dockerOrg\":\"mars\"}}}"
                        .formatted(stage.mail("dan"), DOCKER))
                .then()
                .statusCode(400);

        JsonNode conflict = only(stage, "UNKNOWN_ORG", 1);
        assertThat(conflict.at("/details/sent").get(DOCKER).asText()).contains("mars");
        assertThat(conflict.at("/details/stored/organization").asText()).isEqualTo(stage.name);
    }

    /** R-SCIM-29. */
    @Test
    void seatShortage() {
        Stage stage = new Stage(1, "EMAIL", "ORG_TEAM", "STRICT");
        create(stage, stage.mail("eve")).then().statusCode(200);
        create(stage, stage.mail("fay")).then().statusCode(403);

        JsonNode conflict = only(stage, "SEAT_SHORTAGE", 1);
        assertThat(conflict.at("/details/sent/userName").asText()).isEqualTo(stage.mail("fay"));
        assertThat(conflict.at("/details/stored/seats").asInt()).isEqualTo(1);
        assertThat(conflict.at("/details/stored/seatsUsed").asInt()).isEqualTo(1);
    }

    /** R-SCIM-38. */
    @Test
    void lastOwner() {
        Stage stage = new Stage();
        String id = stage.create("{\"resource\":{\"userName\":\"%s\",\"%s\":{\"dockerRole\":\"owner\"}}}"
                        .formatted(stage.mail("gil"), DOCKER))
                .then()
                .statusCode(200)
                .extract()
                .path("[0].id");
        stage.patch(
                        "/users/" + id,
                        "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"replace\",\"value\":{\"active\":false}}]}")
                .then()
                .statusCode(403);

        JsonNode conflict = only(stage, "LAST_OWNER", 1);
        assertThat(conflict.at("/details/sent/active").asText()).isEqualTo("false");
        assertThat(conflict.at("/details/stored/role").asText()).isEqualTo("owner");
        assertThat(conflict.at("/member_id").isNull()).isFalse();
    }

    /** R-ORG-10: reported, not refused: whether two accounts are one person, an owner decides. */
    @Test
    void duplicateAccount() {
        Stage stage = new Stage();
        UUID first = stage.member(stage.mail("hal"), "member", "JIT");
        for (String resource : List.of(
                "{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("hal+work")),
                "{\"resource\":{\"userName\":\"%s\",\"emails\":[{\"value\":\"%s\",\"primary\":true}]}}"
                        .formatted(stage.mail("hal.upn"), stage.mail("hal")),
                "{\"resource\":{\"userName\":\"%s\",\"externalId\":\"i1\"}}".formatted(stage.mail("ida")),
                "{\"resource\":{\"userName\":\"%s\",\"externalId\":\"i1\"}}".formatted(stage.mail("ida.new")))) {
            stage.create(resource).then().statusCode(200);
        }

        List<JsonNode> conflicts = conflicts(stage).stream()
                .filter(conflict -> conflict.at("/type").asText().equals("DUPLICATE_ACCOUNT"))
                .toList();
        assertThat(conflicts).hasSize(3);
        assertThat(conflicts.subList(0, 2))
                .allSatisfy(conflict -> assertThat(
                                conflict.at("/details/stored/member").asText())
                        .isEqualTo(first.toString()));
        assertThat(conflicts.get(0).at("/details/sent/userName").asText()).isEqualTo(stage.mail("hal+work"));
        assertThat(conflicts.get(2).at("/details/stored/email").asText()).isEqualTo(stage.mail("ida"));
        assertThat(conflicts.get(2).at("/details/sent/externalId").asText()).isEqualTo("i1");
    }

    /** R-ORG-10: an account of another customer is nobody's twin here. */
    @Test
    void aStrangersAccountIsNoDuplicate() {
        Stage ours = new Stage();
        Stage theirs = new Stage();
        String address = "jon@shared-" + ours.name + ".example";
        theirs.member(address, "member", "JIT");
        ours.create("{\"resource\":{\"userName\":\"%s\",\"emails\":[{\"value\":\"%s\",\"primary\":true}]}}"
                        .formatted(ours.mail("jon"), address))
                .then()
                .statusCode(200);

        only(ours, "EMAIL_MISMATCH", 1);
    }

    /** R-SCIM-15, architecture: displayName is kept as sent; the platform username stands in our extension, read-only. */
    @Test
    void aDisplayNameIsKeptAsSentAndNeverTheUsername() {
        Stage stage = new Stage();
        String ours = "urn:rollcall:params:scim:schemas:extension:member:2.0:User";
        String resource =
                "{\"resource\":{\"userName\":\"%s\",\"displayName\":\"The Kim\",\"%s\":{\"username\":\"root\"}}}"
                        .formatted(stage.mail("kim.lee"), ours);

        String id = stage.create(resource)
                .then()
                .statusCode(200)
                .body("[0].resource.displayName", equalTo("The Kim"))
                .extract()
                .path("[0].id");
        stage.put("/users/" + id, resource).then().statusCode(200);

        String userName = Stage.strings(
                        "select a.user_name from account a join member m on m.account_id = a.id where m.organization_id = ?",
                        stage.organizationId)
                .getFirst();
        assertThat(userName).startsWith("kim.lee");
        stage.read(UUID.fromString(id))
                .then()
                .body("resource.displayName", contains("The Kim"))
                .body("[0].resource.'" + ours + "'.username", equalTo(userName));
    }

    private static io.restassured.response.Response create(Stage stage, String userName) {
        return stage.create("{\"resource\":{\"userName\":\"%s\"}}".formatted(userName));
    }

    private static JsonNode only(Stage stage, String type, int count) {
        List<JsonNode> conflicts = conflicts(stage);
        assertThat(conflicts).hasSize(1);
        assertThat(conflicts.getFirst().at("/type").asText()).isEqualTo(type);
        assertThat(conflicts.getFirst().at("/count").asInt()).isEqualTo(count);
        assertThat(conflicts.getFirst().at("/details/source").asText()).isEqualTo("SCIM");
        return conflicts.getFirst();
    }

    private static List<JsonNode> conflicts(Stage stage) {
        return Stage.strings(
                        "select to_jsonb(c)::text from conflict c where organization_id = ? order by id",
                        stage.organizationId)
                .stream()
                .map(Stage::json)
                .toList();
    }
}
