package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** R-JIT-16: sign-ins that are decided together. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class PlainEntriesIT {
    private final Stage stage = new Stage();
    private final Door door = new Door(stage);

    private static String traceparent(int flow) {
        return "00-" + ("" + flow).repeat(32) + "-" + "b".repeat(16) + "-01";
    }

    private Map<String, Object> wish(int flow, String email, Object... attributes) {
        return door.wish(traceparent(flow), Door.person(email, attributes));
    }

    private static List<Map<String, Object>> answers(Response answer) {
        return answer.then().statusCode(200).extract().jsonPath().getList("answers");
    }

    private String member(String name) {
        String email = stage.mail(name);
        stage.user(email);
        return email;
    }

    @Test
    void membersWhoComeInAsTheyAreAreLetInTogetherAndEverybodyElseIsLeftAlone() {
        // given
        String ann = member("ann");
        String bob = member("bob");
        String out = stage.mail("out");
        UUID gone = stage.user(out);
        stage.changeTogether(stage.change(traceparent(7), gone, "active", "false"));
        Map<String, Object> otherProtocol = new HashMap<>(Door.person(ann));
        otherProtocol.put("method", "OIDC");
        List<String> before = Door.traces(stage).stream()
                .filter(line -> !line.startsWith("events"))
                .toList();

        // when
        List<Map<String, Object>> answers = answers(Door.together(List.of(
                wish(1, ann),
                wish(2, stage.mail("newcomer")),
                wish(3, bob),
                wish(4, out),
                wish(5, ann, "fullName", "Ann of another name"),
                wish(6, bob, "groups", List.of(stage.name + ":core")),
                door.wish(traceparent(9), otherProtocol))));

        // then
        assertThat(answers).hasSize(7);
        assertThat(List.of(answers.get(0), answers.get(2))).allSatisfy(in -> {
            assertThat(in).containsEntry("outcome", "GRANTED").containsEntry("row", "MEMBER");
            assertThat((List<?>) in.get("grants")).hasSize(1);
        });
        answers.remove(2);
        answers.remove(0);
        assertThat(answers).isEqualTo(Collections.nCopies(5, null));
        assertThat(Door.traces(stage)).containsAll(before);
        assertThat(Door.told(stage)).containsExactly("SignInSucceeded", "SignInSucceeded");
        assertThat(Door.facts(stage))
                .anySatisfy(fact -> assertThat(fact).contains("1".repeat(32)))
                .anySatisfy(fact -> assertThat(fact).contains("3".repeat(32)));
    }

    @Test
    void oneAloneIsDecidedWhateverItIs() {
        assertThat(answers(Door.together(List.of(wish(1, stage.mail("newcomer")))))
                        .getFirst())
                .containsEntry("outcome", "GRANTED")
                .containsEntry("row", "NEW_DEFAULT");
        stage.changeTogether(stage.change(traceparent(2), stage.user(stage.mail("out")), "active", "false"));
        assertThat(answers(Door.together(List.of(wish(3, stage.mail("out"))))).getFirst())
                .containsEntry("refusal", "USER_DEACTIVATED");
    }

    /** Over a connection that has changed, or was switched off, nobody comes in, and who asks alone hears why. */
    @Test
    void aConnectionThatWasChangedLetsNobodyIn() {
        List<Map<String, Object>> wishes = List.of(wish(1, member("ann")), wish(2, member("bob")));
        Stage.sql("update connection set version = version + 1 where id = ?", stage.connectionId);

        assertThat(answers(Door.together(wishes))).containsOnlyNulls();
        Door.together(wishes.subList(0, 1)).then().statusCode(404);

        Stage.sql("update connection set version = version - 1, state = 'DISABLED' where id = ?", stage.connectionId);
        assertThat(answers(Door.together(wishes))).containsOnlyNulls();
        assertThat(Door.told(stage)).isEmpty();
    }

    @Test
    void moreThanAReplicaHasThreadsForAreNotTaken() {
        Door.together(Collections.nCopies(33, wish(1, stage.mail("ann"))))
                .then()
                .statusCode(400);
    }

    /** As with decisions one by one: a grant carries the epoch of its place among deactivations, and none follows an answered one. */
    @RepeatedTest(20)
    void noSignInInCompanyIsGrantedAfterADeactivationWasAnswered() throws Exception {
        // given
        String cat = stage.mail("cat");
        UUID user = stage.user(cat);
        String dog = member("dog");
        List<Map<String, Object>> wishes = List.of(wish(1, cat), wish(2, dog), wish(3, cat));
        Callable<List<Map<String, Object>>> in = () -> answers(Door.together(wishes));

        // when
        try (var pool = Executors.newFixedThreadPool(4)) {
            List<Future<List<Map<String, Object>>>> coming = List.of(pool.submit(in), pool.submit(in), pool.submit(in));
            Future<Response> deactivated =
                    pool.submit(() -> stage.changeTogether(stage.change(traceparent(4), user, "active", "false")));

            // then
            for (Future<List<Map<String, Object>>> each : coming) {
                for (Map<String, Object> answer : each.get()) {
                    if (answer != null) {
                        assertThat(answer).containsEntry("outcome", "GRANTED");
                        assertThat(answer.get("grants").toString()).contains("sessionEpoch=1");
                    }
                }
            }
            deactivated.get().then().statusCode(200);
        }
        List<Map<String, Object>> late = answers(Door.together(wishes));
        assertThat(late.get(0)).isNull();
        assertThat(late.get(1)).containsEntry("outcome", "GRANTED");
        assertThat(late.get(2)).isNull();
    }
}
