package dev.rollcall.membership.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.kit.InfraTestResource;
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

/** R-ORG-1, R-ORG-7, R-TRB-3, R-TRB-4: what an owner sees of where a value comes from. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class ProvenanceIT {
    private static final String DOCKER = "urn:ietf:params:scim:schemas:extension:docker:2.0:User";

    @Inject
    AdminFixture admin;

    /** R-ORG-1: a new membership says it by its own columns. */
    @Test
    void aNewMemberComesFromTheConnectionAndNothingIsStoredForIt() {
        Stage stage = new Stage();
        stage.create("{\"resource\":{\"userName\":\"%s\",\"name\":{\"givenName\":\"Ann\"}}}"
                        .formatted(stage.mail("ann")))
                .then()
                .statusCode(200);

        member(stage, id(stage))
                .body("provenance.origin", equalTo("SCIM"))
                .body("provenance.connectionId", equalTo(stage.connectionId.toString()))
                .body("provenance.firstActor", equalTo("scim:" + stage.connectionId))
                .body("provenance.policy", equalTo("STRICT"))
                .body("provenance.jitEnabled", equalTo(true))
                .body("provenance.managers", hasSize(0))
                .body("provenance.attributes.attribute", contains("name", "role", "active"))
                .body("provenance.attributes.value", contains("Ann", "member", "true"))
                .body("provenance.attributes.writer", contains("SCIM", "DEFAULT", "SCIM"))
                .body("provenance.attributes[0].previous", nullValue());

        assertThat(Stage.strings("select provenance::text from member where organization_id = ?", stage.organizationId))
                .containsExactly((String) null);
    }

    @Test
    void aChangedAttributeNamesItsWriterAndTheValueBefore() {
        Stage stage = new Stage();
        UUID user = stage.user(stage.mail("bob"));

        stage.put(
                        "/users/" + user,
                        "{\"resource\":{\"userName\":\"%s\",\"name\":{\"givenName\":\"Bob\"},\"%s\":{\"dockerRole\":\"editor\"}}}"
                                .formatted(stage.mail("bob"), DOCKER))
                .then()
                .statusCode(200);
        stage.patch(
                        "/users/" + user,
                        "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}")
                .then()
                .statusCode(200);
        stage.put(
                        "/users/" + user,
                        "{\"resource\":{\"userName\":\"%s\",\"title\":\"Dr\"}}".formatted(stage.mail("bob")))
                .then()
                .statusCode(200);

        member(stage, id(stage))
                .body("provenance.attributes.value", contains("Bob", "editor", "false"))
                .body("provenance.attributes.previous", contains(null, "member", "true"))
                .body("provenance.attributes.writer", contains("SCIM", "SCIM", "SCIM"))
                .body("provenance.attributes[1].by", equalTo("scim:" + stage.connectionId));
    }

    /** R-ORG-1, R-ORG-11, R-ORG-13: origin stays, each change of manager is kept. */
    @Test
    void theManagersOfAMemberAreAHistory() {
        Stage stage = new Stage();
        UUID member = stage.member(stage.mail("cat"), "editor", "JIT");
        String path = "/v2/orgs/" + stage.name + "/members/" + member;
        stage.create("{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("cat")))
                .then()
                .statusCode(409);

        admin.post(admin.platform(), path + "/adopt", Map.of()).statusCode(200);
        admin.post(admin.platform(), path + "/release", Map.of()).statusCode(200);
        admin.post(admin.platform(), path + "/adopt", Map.of()).statusCode(200);

        member(stage, member)
                .body("provenance.origin", equalTo("JIT"))
                .body("provenance.connectionId", nullValue())
                .body("provenance.managers.managedBy", contains("SCIM", "NONE", "SCIM"))
                .body("provenance.managers[0].connectionId", equalTo(stage.connectionId.toString()))
                .body("provenance.managers[1].connectionId", nullValue());
        assertThat(Stage.strings(
                        "select jsonb_path_query(provenance, '$.managers[*].by')::text from member where id = ?",
                        member))
                .allMatch(by -> by.startsWith("\"user:"));
    }

    /** R-TRB-3: the value in force, and what the IdP last sent without effect. */
    @Test
    void whatScimSendsBesideTheWriterInForceIsShown() {
        Stage stage = new Stage();
        stage.create("{\"resource\":{\"userName\":\"%s\",\"%s\":{\"dockerRole\":\"editor\"}}}"
                        .formatted(stage.mail("dan"), DOCKER))
                .then()
                .statusCode(200);
        Stage.sql(
                "update member set role = 'owner', provenance = ?::jsonb where organization_id = ?",
                """
                {"attributes":{"role":{"writer":"ADMIN","at":"2026-01-02T00:00:00Z","by":"user:x","value":"owner",
                    "previous":"editor","turns":[],"sent":{"JIT":{"value":"member","at":"2026-01-03T00:00:00Z"}}}}}""",
                stage.organizationId);

        member(stage, id(stage))
                .body("provenance.attributes[1].value", equalTo("owner"))
                .body("provenance.attributes[1].writer", equalTo("ADMIN"))
                .body("provenance.attributes[1].sent.source", contains("JIT", "SCIM"))
                .body("provenance.attributes[1].sent.value", contains("member", "editor"));
    }

    /** R-ORG-7: each team. */
    @Test
    void aTeamNamesWhoPutTheMemberInAndWhoTookThemOut() {
        Stage stage = new Stage();
        UUID user = stage.user(stage.mail("eve"));
        String group = stage.post(
                        "/groups",
                        "{\"resource\":{\"displayName\":\"%s:blue\",\"members\":[{\"value\":\"%s\"}]}}"
                                .formatted(stage.name, user))
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        member(stage, id(stage))
                .body("provenance.attributes[3].attribute", equalTo("team/blue"))
                .body("provenance.attributes[3].value", equalTo("in"))
                .body("provenance.attributes[3].writer", equalTo("SCIM_GROUP"));
        long version = version(stage);

        stage.put(
                        "/groups/" + group,
                        "{\"resource\":{\"displayName\":\"%s:blue\",\"members\":[]}}".formatted(stage.name))
                .then()
                .statusCode(200);

        member(stage, id(stage))
                .body("provenance.attributes[3].attribute", equalTo("team/blue"))
                .body("provenance.attributes[3].value", nullValue())
                .body("provenance.attributes[3].previous", equalTo("in"))
                .body("provenance.attributes[3].by", equalTo("scim:" + stage.connectionId));
        assertThat(version(stage)).isEqualTo(version + 1);
    }

    /** R-ORG-8. */
    @Test
    void anAttributeThatJitAndScimChangeInTurnIsOneConflict() {
        Stage stage = new Stage();
        UUID user = stage.user(stage.mail("fay"));
        Stage.sql(
                "update member set provenance = jsonb_build_object('attributes', jsonb_build_object('name', jsonb_build_object("
                        + "'writer', 'JIT', 'value', 'Fay J', 'sent', '{}'::jsonb, 'turns', jsonb_build_array("
                        + "jsonb_build_object('by', 'SCIM', 'at', now() - interval '2 days', 'value', 'Fay S'),"
                        + "jsonb_build_object('by', 'JIT', 'at', now() - interval '1 day', 'value', 'Fay J')))))"
                        + " where organization_id = ?",
                stage.organizationId);

        stage.put(
                        "/users/" + user,
                        "{\"resource\":{\"userName\":\"%s\",\"name\":{\"formatted\":\"Fay S\"}}}"
                                .formatted(stage.mail("fay")))
                .then()
                .statusCode(200);

        admin.get(admin.platform(), "/v2/orgs/" + stage.name + "/conflicts?type=FLAPPING")
                .body("conflicts", hasSize(1))
                .body("conflicts[0].details.sent.name", equalTo("Fay S"))
                .body("conflicts[0].details.stored.name", equalTo("Fay J"))
                .body("conflicts[0].details.storedBy", equalTo("JIT"))
                .body("conflicts[0].memberId", equalTo(id(stage).toString()));
        assertThat(stage.events()).isEqualTo(List.of("UserProvisioned", "UserUpdated", "ConflictOpened"));
    }

    /** R-ORG-1: switching SCIM off is a change of manager too. */
    @Test
    void whoSwitchedScimOffStandsInTheHistory() {
        Stage stage = new Stage();
        stage.user(stage.mail("gil"));

        admin.patch(admin.platform(), "/v2/connections/" + stage.connectionId, Map.of("scimEnabled", false))
                .statusCode(200);

        member(stage, id(stage))
                .body("provenance.managers.managedBy", hasItem("NONE"))
                .body("provenance.managers[0].connectionId", equalTo(stage.connectionId.toString()))
                .body("provenance.connectionId", equalTo(stage.connectionId.toString()));
    }

    private ValidatableResponse member(Stage stage, UUID member) {
        return admin.get(admin.platform(), "/v2/orgs/" + stage.name + "/members/" + member)
                .statusCode(200);
    }

    private static UUID id(Stage stage) {
        return UUID.fromString(
                Stage.strings("select id::text from member where organization_id = ?", stage.organizationId)
                        .getFirst());
    }

    private static long version(Stage stage) {
        return stage.count("select version from member where organization_id = ?", stage.organizationId);
    }
}
