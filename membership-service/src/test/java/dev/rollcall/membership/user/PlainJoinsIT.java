package dev.rollcall.membership.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** PATCHes of groups that travel together. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class PlainJoinsIT {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4900-00f067aa0ba902b7-01";

    /** R-GRP-6, R-GRP-8, R-GRP-17: who is another case stands in nobody's way, and nothing is done for them. */
    @Test
    void addingActiveMembersIsDoneTogetherAndEveryOtherCaseIsLeftAlone() {
        Stage ours = new Stage();
        Stage theirs = new Stage();
        UUID ann = ours.user(ours.mail("ann"));
        UUID bob = ours.user(ours.mail("bob"));
        UUID cat = ours.user(ours.mail("cat"));
        UUID oli = theirs.user(theirs.mail("oli"));
        UUID dev = group(ours, "dev");
        UUID ops = group(ours, "ops");
        UUID foreign = group(theirs, "dev");
        ours.patch("/users/" + cat, body("replace", "active", "false")).then().statusCode(200);

        List<Map<String, Object>> answers = answers(ours.changeGroupsTogether(
                add(ours, dev, ann),
                add(ours, dev, oli),
                add(ours, dev, bob),
                add(ours, ops, ann),
                add(ours, ops, cat),
                add(theirs, foreign, oli),
                add(ours, foreign, bob),
                add(ours, ops, UUID.randomUUID()),
                add(ours, dev, ann).replace("\"add\"", "\"remove\""),
                add(ours, dev, ann).replace("\"versions\":[]", "\"versions\":[17]")));

        assertThat(answers.stream().map(Objects::nonNull))
                .containsExactly(true, false, true, false, false, true, false, false, false, false);
        assertThat(answers.get(0)).containsEntry("version", 2).containsEntry("members", null);
        assertThat(answers.get(2)).containsEntry("version", 3);
        assertThat(members(ours, dev)).containsExactlyInAnyOrder(ann.toString(), bob.toString());
        assertThat(members(ours, ops)).isEmpty();
        assertThat(members(theirs, foreign)).containsExactly(oli.toString());
        assertThat(Stage.strings(
                        "select u.user_name from team_member t join member m on m.id = t.member_id"
                                + " join scim_user u on u.account_id = m.account_id where m.organization_id = ? and t.source = 'SCIM_GROUP'",
                        ours.organizationId))
                .containsExactlyInAnyOrder(ours.mail("ann"), ours.mail("bob"));
        ours.get("/groups/" + dev + "?members=false").then().body("version", equalTo(3));
    }

    /** Whoever was in the group already is no change; the answer is the group as it is. */
    @Test
    void addingWhoIsThereAlreadyChangesNothing() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        UUID dev = group(stage, "dev");
        stage.changeGroupsTogether(add(stage, dev, ann)).then().statusCode(200).body("[0].version", equalTo(2));
        List<String> before = stage.events();
        assertThat(answers(stage.changeGroupsTogether(add(stage, dev, ann), add(stage, dev, ann))))
                .allSatisfy(answer -> assertThat(answer).containsEntry("version", 2));
        assertThat(stage.events()).isEqualTo(before);
    }

    /** One alone is the whole command, and its event says the same as one that was made in company. */
    @Test
    void inCompanyTheEventIsWhatItIsAlone() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        UUID bob = stage.user(stage.mail("bob"));
        UUID cat = stage.user(stage.mail("cat"));
        UUID dev = group(stage, "dev");
        stage.changeGroupsTogether(add(stage, dev, ann)).then().statusCode(200).body("[0].members", nullValue());
        stage.changeGroupsTogether(add(stage, dev, bob), add(stage, dev, cat))
                .then()
                .statusCode(200);

        String body = "select body from (select body, sequence as n, 0 as later, type, source from event_log union all"
                + " select body, id, 1, type, source from outbox) e where source = ? and type like '%%MemberTeamAdded%%' order by later, n";
        List<String> bodies = Stage.strings(body.replace("%%", "%"), "/membership/org/" + stage.organizationId).stream()
                .map(PlainJoinsIT::shape)
                .toList();
        assertThat(bodies).hasSize(3);
        assertThat(bodies.get(1)).isEqualTo(bodies.get(0));
        assertThat(bodies.get(2)).isEqualTo(bodies.get(0));
        assertThat(Stage.strings(
                        "select distinct version || ' ' || (provenance is null) from member where organization_id = ?",
                        stage.organizationId))
                .hasSize(1);
    }

    /** R-GRP-20, R-SCIM-44: requests that overlap, at the same time, lose nobody. */
    @Test
    void overlappingRequestsLoseNobody() throws Exception {
        Stage stage = new Stage();
        List<UUID> people = IntStream.range(0, 12)
                .mapToObj(i -> stage.user(stage.mail("p" + i)))
                .toList();
        List<UUID> groups =
                IntStream.range(0, 6).mapToObj(i -> group(stage, "g" + i)).toList();
        try (var pool = Executors.newFixedThreadPool(4)) {
            var calls = IntStream.range(0, 12)
                    .mapToObj(round -> pool.submit(() -> {
                        List<UUID> order = new ArrayList<>(groups);
                        Collections.rotate(order, round);
                        UUID person = people.get(round);
                        String[] wishes = order.stream()
                                .map(group -> add(stage, group, person))
                                .toArray(String[]::new);
                        List<Map<String, Object>> answers = answers(stage.changeGroupsTogether(wishes));
                        for (int i = 0; i < wishes.length; i++) {
                            if (answers.get(i) == null) {
                                stage.changeGroupsTogether(wishes[i]).then().statusCode(200);
                            }
                        }
                    }))
                    .toList();
            for (var call : calls) {
                call.get();
            }
        }
        for (UUID group : groups) {
            assertThat(members(stage, group)).hasSize(12);
        }
        assertThat(stage.events().stream().filter("MemberTeamAdded"::equals)).hasSize(72);
        assertThat(Stage.strings("select distinct version from member where organization_id = ?", stage.organizationId))
                .containsExactly("7");
    }

    private static String add(Stage stage, UUID group, UUID user) {
        return stage.change(TRACE, group, "members", "[{\"value\":\"" + user + "\"}]")
                .replace("\"replace\"", "\"add\"");
    }

    private static String body(String op, String path, String value) {
        return "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"%s\",\"path\":\"%s\",\"value\":%s}]}"
                .formatted(op, path, value);
    }

    private static UUID group(Stage stage, String team) {
        Stage.sql("update connection set deprovisioning_percent = 0 where id = ?", stage.connectionId);
        return UUID.fromString(stage.post(
                        "/groups",
                        "{\"resource\":{\"displayName\":\"" + stage.name + ":" + team + "\",\"members\":[]}}")
                .then()
                .statusCode(200)
                .extract()
                .path("id"));
    }

    private static List<String> members(Stage stage, UUID group) {
        return stage.get("/groups/" + group + "?members=true").then().extract().path("members.value");
    }

    private static List<Map<String, Object>> answers(Response answer) {
        return answer.then().statusCode(200).extract().jsonPath().getList("");
    }

    /** Without what differs from event to event. */
    private static String shape(String body) {
        return body.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .replaceAll("[0-9a-f]{32}-[0-9a-f]{16}|[0-9a-f]{32}", "TRACE")
                .replaceAll("\"(time|recordedtime)\":\"[^\"]*\"", "TIME")
                .replaceAll("\"sequence\":\"[0-9]+\",?|\"streamepoch\":\"[0-9]+\",?|TIME,?", "")
                .replaceAll("\"userName\":\"[^\"]*\"", "NAME");
    }
}
