package dev.rollcall.membership.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.rollcall.contract.provisioning.UserCreation;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Creates that travel together. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class NewPeopleIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e47%02d";

    /** R-SCIM-22, R-SCIM-25, R-SCIM-28, R-SCIM-31: who is another case stands in nobody's way, and nothing is done for them. */
    @Test
    void newPeopleAreStoredAndEveryOtherCaseIsLeftAlone() {
        Stage ours = new Stage();
        Stage theirs = new Stage();
        ours.user(ours.mail("known"));
        ours.member(ours.mail("eve"), "editor", "INVITE");

        List<UUID> created = ids(ours.createTogether(
                ours.creation(traceparent(1), ours.mail("ada")),
                ours.creation(traceparent(2), ours.mail("known")),
                theirs.creation(traceparent(3), theirs.mail("oli")),
                ours.creation(traceparent(4), "zoe@elsewhere.example"),
                ours.creation(traceparent(5), ours.mail("eve")),
                ours.creation(traceparent(6), ours.mail("ADA")),
                ours.creation(traceparent(7), "no mail"),
                ours.creation(traceparent(8), ours.mail("bob"))));

        assertThat(created.stream().map(id -> id != null))
                .containsExactly(true, false, true, false, false, false, false, true);
        assertThat(Stage.strings(
                        "select user_name from scim_user where connection_id = ? order by user_name",
                        ours.connectionId))
                .containsExactly(ours.mail("ada"), ours.mail("bob"), ours.mail("known"));
        ours.read(created.getFirst()).then().body("[0].resource.userName", equalTo(ours.mail("ada")));
        theirs.read(created.get(2)).then().body("[0].resource.userName", equalTo(theirs.mail("oli")));
        assertThat(ours.events()).containsExactly("UserProvisioned", "UserProvisioned", "UserProvisioned");
        assertThat(theirs.events()).containsExactly("UserProvisioned");
    }

    /** Each event belongs to the request that caused it, whoever it travelled with. */
    @Test
    void everyEventKeepsTheTraceOfItsOwnRequest() {
        Stage stage = new Stage();
        stage.createTogether(
                stage.creation(traceparent(11), stage.mail("ada")), stage.creation(traceparent(12), stage.mail("bob")));
        assertThat(stage.traces()).containsExactly(TRACE.formatted(11), TRACE.formatted(12));
    }

    /** Two people whose usernames would be the same: the second is created alone, under another one. */
    @Test
    void namesakesDoNotCollide() {
        Stage stage = new Stage();
        Stage other = new Stage();
        String name = "n" + UUID.randomUUID().toString().substring(0, 8);
        List<UUID> created = ids(stage.createTogether(
                stage.creation(traceparent(1), stage.mail(name)), other.creation(traceparent(2), other.mail(name))));
        assertThat(created.getFirst()).isNotNull();
        assertThat(created.getLast()).isNull();
        other.user(other.mail(name));
    }

    /** R-SCIM-31: groups that overlap, at the same time, make everybody once. */
    @Test
    void overlappingGroupsMakeEverybodyOnce() throws Exception {
        Stage stage = new Stage();
        String[] people = IntStream.range(0, 20)
                .mapToObj(i -> stage.creation(traceparent(i), stage.mail("person" + i + "of" + stage.name)))
                .toArray(String[]::new);
        List<UUID> created;
        try (var pool = Executors.newFixedThreadPool(4)) {
            var answers = IntStream.range(0, 4)
                    .mapToObj(i -> pool.submit(() -> ids(stage.createTogether(people))))
                    .toList();
            created = new java.util.ArrayList<>();
            for (var answer : answers) {
                created.addAll(answer.get());
            }
        }
        created.removeIf(java.util.Objects::isNull);
        assertThat(created).hasSize(20).doesNotHaveDuplicates();
        assertThat(stage.events()).hasSize(20);
    }

    /** One whose connection is gone, or whose value the database refuses, harms nobody else. */
    @Test
    void oneThatCannotBeJudgedHarmsNobodyElse() {
        Stage stage = new Stage();
        String gone = stage.creation(traceparent(1), stage.mail("gone"))
                .replace(stage.connectionId.toString(), UUID.randomUUID().toString());
        assertThat(ids(stage.createTogether(gone, stage.creation(traceparent(2), stage.mail("here")))))
                .satisfiesExactly(
                        none -> assertThat(none).isNull(),
                        one -> assertThat(one).isNotNull());
        assertThat(ids(stage.createTogether(
                        stage.creation(traceparent(3), stage.mail("x\\u0000y")),
                        stage.creation(traceparent(4), stage.mail("other")))))
                .hasSize(2);
        stage.createTogether("{\"connection\":\"" + stage.connectionId + "\"}", "null")
                .then()
                .statusCode(400);
    }

    @Test
    void tooManyAtOnceAreRefused() {
        Stage stage = new Stage();
        String one = stage.creation(traceparent(1), "none");
        stage.createTogether(Collections.nCopies(UserCreation.TOGETHER_MAX, one).toArray(String[]::new))
                .then()
                .statusCode(200)
                .body("", hasSize(UserCreation.TOGETHER_MAX));
        stage.createTogether(
                        Collections.nCopies(UserCreation.TOGETHER_MAX + 1, one).toArray(String[]::new))
                .then()
                .statusCode(400)
                .body("code", equalTo("REQUEST_MALFORMED"));
    }

    private static String traceparent(int number) {
        return "00-" + TRACE.formatted(number) + "-00f067aa0ba902b7-01";
    }

    private static List<UUID> ids(io.restassured.response.Response answer) {
        List<Map<String, Object>> users =
                answer.then().statusCode(200).extract().jsonPath().getList("");
        return Arrays.asList(users.stream()
                .map(user -> user == null ? null : UUID.fromString((String) user.get("id")))
                .toArray(UUID[]::new));
    }
}
