package dev.rollcall.membership.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-SCIM-31: a lost 201 about somebody who was here before, or about a group, is given again, and only to the same request. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class UndeliveredIT {
    private static final String OFF =
            "{\"steps\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}],\"mode\":\"COMPAT\"}";

    /** R-SCIM-27 LINK_ON_MATCH. */
    @Test
    void aLinkWhoseAnswerWasLostIsAnsweredAgain() {
        // given
        Stage stage = new Stage(null, "EMAIL", "ORG_TEAM", "LINK_ON_MATCH");
        UUID member = stage.member(stage.mail("lin"), "member", "JIT");
        String body = "{\"resource\":{\"userName\":\"%s\",\"title\":\"Cook\"}}".formatted(stage.mail("lin"));
        stage.create(body).then().statusCode(200).body("[0].id", equalTo(member.toString()));
        stage.create(body).then().statusCode(409).body("code", equalTo("USER_EXISTS"));
        var events = stage.events();

        // when
        longAgo("undelivered", member, "user_id");

        // then
        stage.create(body.replace("Cook", "Chef")).then().statusCode(409);
        stage.create(body)
                .then()
                .statusCode(200)
                .body("[0].id", equalTo(member.toString()))
                .body("[0].version", equalTo(1))
                .body("[0].resource.title", equalTo("Cook"));
        assertThat(stage.events()).isEqualTo(events);
        stage.delivered("USER", member, 1).then().body(equalTo("1"));
        stage.create(body).then().statusCode(409);
    }

    /** R-SCIM-26: what the person kept from before is in the answer, and does not make it another request. */
    @Test
    void aReactivationWhoseAnswerWasLostIsAnsweredAgain() {
        // given
        Stage stage = new Stage();
        UUID user = UUID.fromString(
                stage.create("{\"resource\":{\"userName\":\"%s\",\"externalId\":\"7\"}}".formatted(stage.mail("rea")))
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("[0].id"));
        stage.patch("/users/" + user, OFF).then().statusCode(200).body("version", equalTo(2));
        String body = "{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("rea"));
        stage.create(body).then().statusCode(200).body("[0].version", equalTo(3));
        stage.create(body).then().statusCode(409);
        longAgo("undelivered", user, "user_id");

        // when: an answer about the same user, but an earlier one
        stage.delivered("USER", user, 1).then().body(equalTo("0"));

        // then
        stage.create(body)
                .then()
                .statusCode(200)
                .body("[0].version", equalTo(3))
                .body("[0].resource.externalId", equalTo("7"))
                .body("[0].resource.active", equalTo(true));
        stage.delivered("USER", user, 3).then().body(equalTo("1"));
        stage.create(body).then().statusCode(409);
    }

    @Test
    void aReactivationThatWasChangedMeanwhileIsAConflict() {
        Stage stage = new Stage();
        UUID user = stage.user(stage.mail("rex"));
        stage.patch("/users/" + user, OFF).then().statusCode(200);
        String body = "{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("rex"));
        stage.create(body).then().statusCode(200);
        longAgo("undelivered", user, "user_id");

        stage.put("/users/" + user, body.replace("}}", ",\"title\":\"Cook\"}}"))
                .then()
                .statusCode(200);

        stage.create(body).then().statusCode(409).body("code", equalTo("USER_EXISTS"));
    }

    /** R-GRP-4. */
    @Test
    void aGroupWhoseAnswerWasLostIsAnsweredAgain() {
        // given
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        String body = "{\"resource\":{\"displayName\":\"%s:dev\",\"members\":[{\"value\":\"%s\"}]}}"
                .formatted(stage.name, ann);
        UUID group = UUID.fromString(
                stage.post("/groups", body).then().statusCode(200).extract().path("id"));
        stage.post("/groups", body).then().statusCode(409).body("code", equalTo("GROUP_EXISTS"));
        var events = stage.events();

        // when
        longAgo("undelivered_group", group, "group_id");

        // then
        stage.post("/groups", body.replaceFirst(",\"members.*]", "")).then().statusCode(409);
        stage.post("/groups", body)
                .then()
                .statusCode(200)
                .body("id", equalTo(group.toString()))
                .body("version", equalTo(1));
        assertThat(stage.events()).isEqualTo(events);
        stage.delivered("USER", group, 1).then().body(equalTo("0"));
        stage.delivered("GROUP", group, 1).then().body(equalTo("1"));
        stage.post("/groups", body).then().statusCode(409);
    }

    @Test
    void aGroupThatWasChangedMeanwhileIsAConflict() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        String body = "{\"resource\":{\"displayName\":\"%s:dev\"}}".formatted(stage.name);
        UUID group = UUID.fromString(
                stage.post("/groups", body).then().statusCode(200).extract().path("id"));
        longAgo("undelivered_group", group, "group_id");

        stage.patch(
                        "/groups/" + group,
                        "{\"steps\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}],\"mode\":\"COMPAT\"}"
                                .formatted(ann))
                .then()
                .statusCode(200);

        stage.post("/groups", body).then().statusCode(409);
    }

    private static void longAgo(String table, UUID id, String column) {
        Stage.sql("update " + table + " set created_at = created_at - interval '11 s' where " + column + " = ?", id);
    }
}
