package dev.rollcall.membership.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.rollcall.contract.provisioning.ResourceChange;
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

/** PATCHes that travel together. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class PlainChangesIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e48%02d";

    /** R-SCIM-38, R-SCIM-39, R-SCIM-42: who is another case stands in nobody's way, and nothing is done for them. */
    @Test
    void plainChangesAreStoredAndEveryOtherCaseIsLeftAlone() {
        Stage ours = new Stage();
        Stage theirs = new Stage();
        UUID ann = ours.user(ours.mail("ann"));
        UUID bob = ours.user(ours.mail("bob"));
        UUID cat = ours.user(ours.mail("cat"));
        UUID dan = ours.user(ours.mail("dan"));
        UUID oli = theirs.user(theirs.mail("oli"));
        UUID foreign = ours.member(ours.mail("eve"), "editor", "INVITE");
        Stage.sql(
                "update member set role = 'owner' where organization_id = ? and account_id = (select account_id from scim_user where id = ?)",
                ours.organizationId,
                dan);

        List<Map<String, Object>> answers = answers(ours.changeTogether(
                ours.change(traceparent(1), ann, "active", "false"),
                ours.change(traceparent(2), bob, "userName", "\"" + ours.mail("robert") + "\""),
                theirs.change(traceparent(3), oli, "title", "\"Dr\""),
                ours.change(traceparent(4), cat, "active", "true"),
                ours.change(traceparent(5), ann, "title", "\"Dr\""),
                ours.change(traceparent(6), oli, "title", "\"Spy\""),
                ours.change(traceparent(7), foreign, "title", "\"Dr\""),
                ours.change(traceparent(8), dan, "active", "false"),
                ours.change(traceparent(9), UUID.randomUUID(), "title", "\"Dr\""),
                ours.change(traceparent(10), bob, "emails[", "\"Dr\"")));

        assertThat(answers.stream().map(Objects::nonNull))
                .containsExactly(true, false, true, true, false, false, false, false, false, false);
        assertThat(answers.get(0)).containsEntry("version", 2);
        assertThat(answers.get(3)).containsEntry("version", 1);
        ours.read(ann)
                .then()
                .body("[0].resource.active", equalTo(false))
                .body("[0].resource.title", equalTo(null))
                .body("[0].version", equalTo(2));
        ours.read(dan).then().body("[0].resource.active", equalTo(true));
        theirs.read(oli).then().body("[0].resource.title", equalTo("Dr"));
        assertThat(ours.events())
                .containsExactly(
                        "UserProvisioned", "UserProvisioned", "UserProvisioned", "UserProvisioned", "UserDeactivated");
        assertThat(theirs.events()).containsExactly("UserProvisioned", "UserUpdated");
    }

    /** R-SCIM-32, R-SCIM-42: a PUT of what is there answers without writing; one that changes the user's own rows is stored with the others. */
    @Test
    void replacementsTravelWithTheOthers() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        UUID bob = stage.user(stage.mail("bob"));
        UUID cat = stage.user(stage.mail("cat"));
        UUID dan = stage.user(stage.mail("dan"));

        List<Map<String, Object>> answers = answers(stage.changeTogether(
                stage.replacement(traceparent(1), ann, "{\"userName\":\"" + stage.mail("ann") + "\"}"),
                stage.replacement(traceparent(2), bob, "{\"title\":\"Dr\",\"active\":true}"),
                stage.replacement(traceparent(3), cat, "{\"userName\":\"" + stage.mail("kate") + "\"}"),
                stage.change(traceparent(4), ann, "title", "\"Dr\""),
                stage.replacement(traceparent(5), dan, "{\"active\":\"perhaps\",\"userName\":7}")));

        assertThat(answers.stream().map(Objects::nonNull)).containsExactly(true, true, false, true, false);
        assertThat(answers.get(0)).containsEntry("version", 1);
        assertThat(answers.get(1)).containsEntry("version", 2);
        assertThat(answers.get(3)).containsEntry("version", 2);
        stage.read(bob)
                .then()
                .body("[0].resource.userName", equalTo(stage.mail("bob")))
                .body("[0].resource.title", equalTo("Dr"));
        assertThat(stage.events().subList(4, 6)).containsExactly("UserUpdated", "UserUpdated");
    }

    /** R-SCIM-42: alone, too, and its precondition counts (RFC 7644 §3.14). */
    @Test
    void aReplacementAloneIsAnsweredCarriedOutOrRefused() {
        Stage stage = new Stage();
        UUID id = stage.user(stage.mail("ann"));
        String same = stage.replacement(traceparent(1), id, "{\"userName\":\"" + stage.mail("ann") + "\"}");

        stage.changeTogether(same).then().statusCode(200).body("[0].version", equalTo(1));
        stage.changeTogether(stage.replacement(traceparent(2), id, "{\"title\":\"Dr\"}"))
                .then()
                .statusCode(200)
                .body("[0].version", equalTo(2));
        stage.changeTogether(same).then().statusCode(200).body("[0].version", equalTo(3));
        stage.changeTogether(same.replace("\"versions\":[]", "\"versions\":[2]"))
                .then()
                .statusCode(412);
        stage.changeTogether(stage.replacement(traceparent(3), UUID.randomUUID(), "{}"))
                .then()
                .statusCode(404);
        assertThat(stage.events()).containsExactly("UserProvisioned", "UserUpdated", "UserUpdated");
    }

    /** A change alone is the whole command: carried out, or refused. */
    @Test
    void aChangeAloneIsCarriedOutOrRefused() {
        Stage stage = new Stage();
        UUID id = stage.user(stage.mail("ann"));
        stage.changeTogether(stage.change(traceparent(1), id, "userName", "\"" + stage.mail("anna") + "\""))
                .then()
                .statusCode(200)
                .body("[0].resource.userName", equalTo(stage.mail("anna")));
        stage.changeTogether(stage.change(traceparent(1), UUID.randomUUID(), "title", "\"Dr\""))
                .then()
                .statusCode(404)
                .body("code", equalTo("USER_UNKNOWN"));
    }

    /** Each event belongs to the request that caused it, whoever it travelled with. */
    @Test
    void everyEventKeepsTheTraceOfItsOwnRequest() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        UUID bob = stage.user(stage.mail("bob"));
        stage.changeTogether(
                        stage.change(traceparent(11), ann, "title", "\"Dr\""),
                        stage.change(traceparent(12), bob, "title", "\"Dr\""))
                .then()
                .statusCode(200);
        assertThat(stage.traces().subList(2, 4)).containsExactlyInAnyOrder(TRACE.formatted(11), TRACE.formatted(12));
    }

    /** R-SCIM-44: groups that overlap, in other orders, at the same time: every change that was answered is there, once. */
    @Test
    void overlappingGroupsLoseNothing() throws Exception {
        Stage stage = new Stage();
        off(stage);
        List<UUID> people = IntStream.range(0, 12)
                .mapToObj(i -> stage.user(stage.mail("p" + i)))
                .toList();
        int done = 0;
        try (var pool = Executors.newFixedThreadPool(4)) {
            var answers = IntStream.range(0, 16)
                    .mapToObj(round -> pool.submit(() -> {
                        List<UUID> order = new ArrayList<>(people);
                        Collections.rotate(order, round);
                        return answers(stage.changeTogether(order.stream()
                                .map(id -> stage.change(traceparent(round), id, "title", "\"round " + round + "\""))
                                .toArray(String[]::new)));
                    }))
                    .toList();
            for (var answer : answers) {
                done += (int) answer.get().stream().filter(Objects::nonNull).count();
            }
        }
        long changes = stage.count(
                "select sum(version) - count(*) from scim_user where connection_id = ?", stage.connectionId);
        assertThat(changes).isEqualTo(done).isPositive();
        assertThat(stage.events().stream().filter("UserUpdated"::equals)).hasSize(done);
    }

    /** R-NOT-2: who leaves in company is counted one by one, and those who are one too many are held alone. */
    @Test
    void departuresInCompanyAreCountedAsAlone() {
        Stage stage = new Stage();
        List<UUID> people = IntStream.range(0, 14)
                .mapToObj(i -> stage.user(stage.mail("d" + i)))
                .toList();
        List<String> leave = people.stream()
                .map(id -> stage.change(traceparent(1), id, "active", "false"))
                .toList();
        assertThat(answers(stage.changeTogether(leave.subList(0, 8).toArray(String[]::new))))
                .allSatisfy(answer -> assertThat(answer).isNotNull());
        assertThat(answers(stage.changeTogether(leave.subList(8, 14).toArray(String[]::new))))
                .containsOnlyNulls();
        for (int i = 8; i < 14; i++) {
            stage.changeTogether(leave.get(i)).then().statusCode(i < 10 ? 200 : 503);
        }
        assertThat(stage.count(
                        "select count(*) from member where organization_id = ? and status = 'INACTIVE'",
                        stage.organizationId))
                .isEqualTo(10);
    }

    /** A row that another transaction holds for long keeps nobody but its own asker waiting. */
    @Test
    void aLockThatOneOfThemNeedsHoldsUpNobodyElse() throws Exception {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        UUID bob = stage.user(stage.mail("bob"));
        try (var held = Stage.open();
                var lock = held.prepareStatement("select 1 from scim_user where id = ? for update")) {
            held.setAutoCommit(false);
            lock.setObject(1, ann);
            lock.execute();
            assertThat(answers(stage.changeTogether(
                            stage.change(traceparent(1), ann, "title", "\"Dr\""),
                            stage.change(traceparent(2), bob, "title", "\"Dr\""))))
                    .containsOnlyNulls()
                    .hasSize(2);
            stage.changeTogether(stage.change(traceparent(2), bob, "title", "\"Dr\""))
                    .then()
                    .statusCode(200)
                    .body("[0].resource.title", equalTo("Dr"));
        }
    }

    @Test
    void tooManyAtOnceAreRefused() {
        Stage stage = new Stage();
        String one = stage.change(traceparent(1), UUID.randomUUID(), "title", "\"Dr\"");
        stage.changeTogether(
                        Collections.nCopies(ResourceChange.TOGETHER_MAX, one).toArray(String[]::new))
                .then()
                .statusCode(200)
                .body("", hasSize(ResourceChange.TOGETHER_MAX));
        stage.changeTogether(Collections.nCopies(ResourceChange.TOGETHER_MAX + 1, one)
                        .toArray(String[]::new))
                .then()
                .statusCode(400)
                .body("code", equalTo("REQUEST_MALFORMED"));
    }

    /** Departures are counted by rows of their own where the guard is on. */
    private static void off(Stage stage) {
        Stage.sql("update connection set deprovisioning_percent = 0 where id = ?", stage.connectionId);
    }

    private static String traceparent(int number) {
        return "00-" + TRACE.formatted(number) + "-00f067aa0ba902b7-01";
    }

    private static List<Map<String, Object>> answers(Response answer) {
        return answer.then().statusCode(200).extract().jsonPath().getList("");
    }
}
