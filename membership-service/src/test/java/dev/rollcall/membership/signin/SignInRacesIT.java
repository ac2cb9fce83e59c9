package dev.rollcall.membership.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import dev.rollcall.membership.admin.AdminFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** R-JIT-16, R-JIT-18, R-NEG-86: what happens at the same moment has one order. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class SignInRacesIT {
    private static final String TRACEPARENT = "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01";

    @Inject
    AdminFixture admin;

    private final Stage stage = new Stage();
    private final Door door = new Door(stage);

    /** All of them at once; their answers in the same order. */
    private static List<Response> together(List<Callable<Response>> calls) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Response>> running = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(calls.size())) {
            for (Callable<Response> call : calls) {
                running.add(pool.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            start.countDown();
            List<Response> answers = new ArrayList<>();
            for (Future<Response> one : running) {
                answers.add(one.get());
            }
            return answers;
        }
    }

    private Callable<Response> signIn(String email, Object... attributes) {
        return () -> door.ask(Door.person(email, attributes), false);
    }

    @RepeatedTest(5)
    void firstSignInsAtOnceMakeOneAccountAndOneMembership() throws Exception {
        String ann = stage.mail("ann");
        List<Callable<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(signIn(ann, "groups", List.of(stage.name + ":core")));
        }

        List<Response> answers = together(calls);

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.<String>path("outcome")).isEqualTo("GRANTED");
        });
        assertThat(answers.stream().map(answer -> answer.<String>path("accountId")))
                .containsOnly(answers.getFirst().<String>path("accountId"));
        assertThat(stage.count("select count(*) from account where email_key = ?", ann))
                .isEqualTo(1);
        assertThat(stage.events()).containsOnlyOnce("UserProvisioned", "TeamCreated", "MemberTeamAdded");
    }

    /** The IdP provisions somebody by SCIM while they sign in for the first time. */
    @RepeatedTest(5)
    void aFirstSignInAndAPushMakeOneAccount() throws Exception {
        String bob = stage.mail("bob");

        List<Response> answers = together(
                List.of(signIn(bob), () -> stage.create("{\"resource\":{\"userName\":\"" + bob + "\"}}"), signIn(bob)));

        assertThat(answers.getFirst().<String>path("outcome")).isEqualTo("GRANTED");
        assertThat(answers.get(2).<String>path("outcome")).isEqualTo("GRANTED");
        assertThat(stage.count("select count(*) from account where email_key = ?", bob))
                .isEqualTo(1);
        assertThat(stage.count("select count(*) from member where organization_id = ?", stage.organizationId))
                .isEqualTo(1);
    }

    @Test
    void theLastSeatGoesOnce() throws Exception {
        Stage small = new Stage(2, "EMAIL", "ORG_TEAM", "STRICT");
        Door smallDoor = new Door(small);
        List<Callable<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String email = small.mail("p" + i);
            calls.add(() -> smallDoor.ask(Door.person(email), false));
        }

        List<Response> answers = together(calls);

        assertThat(answers.stream().map(answer -> answer.<String>path("outcome")))
                .filteredOn("GRANTED"::equals)
                .hasSize(2);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(small.count("select count(*) from account where email_key like ?", "%@" + small.domain))
                .isEqualTo(2);
    }

    /**
     * Whoever was let in was so before the deactivation, and carries the epoch of before; no sign-in that begins after its answer is let in.
     * Where sign-ins and the deactivation overlap, either order is right, and the epoch tells which it was.
     */
    @RepeatedTest(20)
    void noSignInIsGrantedAfterADeactivationWasAnswered() throws Exception {
        String cat = stage.mail("cat");
        UUID user = stage.user(cat);
        List<Callable<Response>> calls = new ArrayList<>();
        calls.add(() -> stage.changeTogether(stage.change(TRACEPARENT, user, "active", "false")));
        for (int i = 0; i < 5; i++) {
            calls.add(signIn(cat, "fullName", "Cat " + i));
        }

        List<Response> answers = together(calls);
        Response late = door.ask(Door.person(cat), false);

        assertThat(answers.getFirst().statusCode()).isEqualTo(200);
        long epoch = stage.count("select session_epoch from member where organization_id = ?", stage.organizationId);
        assertThat(epoch).isEqualTo(2);
        for (Response answer : answers.subList(1, answers.size())) {
            if (answer.<String>path("outcome").equals("GRANTED")) {
                assertThat(answer.<Integer>path("grants[0].sessionEpoch")).isLessThan((int) epoch);
            } else {
                assertThat(answer.<String>path("refusal")).isEqualTo("USER_DEACTIVATED");
            }
        }
        assertThat(late.<String>path("refusal")).isEqualTo("USER_DEACTIVATED");
        assertThat(orderOfEvents()).isEqualTo(orderOfEvents().stream().sorted().toList());
    }

    /** In the log: names are written before the deactivation, never after it. */
    private List<String> orderOfEvents() {
        return stage.events().stream()
                .filter(type -> type.equals("UserUpdated") || type.equals("UserDeactivated"))
                .map(type -> type.equals("UserUpdated") ? "1 named" : "2 out")
                .toList();
    }

    /** The switch and first sign-ins at once: whoever joined did so before it was answered, and so stands in the log before it. */
    @RepeatedTest(5)
    void nobodyJoinsAfterJitWasSwitchedOff() throws Exception {
        List<Callable<Response>> calls = new ArrayList<>();
        calls.add(this::switchJitOff);
        for (int i = 0; i < 5; i++) {
            calls.add(signIn(stage.mail("p" + i)));
        }

        List<Response> answers = together(calls);

        assertThat(answers.getFirst().statusCode()).isEqualTo(200);
        for (Response answer : answers.subList(1, answers.size())) {
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        List<String> events = stage.events();
        assertThat(events.subList(events.indexOf("JitDisabled"), events.size())).doesNotContain("UserProvisioned");
        door.signIn(stage.mail("late")).body("refusal", equalTo("JIT_DISABLED"));
    }

    private Response switchJitOff() {
        return given().header("Authorization", "Bearer " + admin.platform())
                .contentType("application/json")
                .body(Map.of("jitEnabled", false, "confirm", stage.name))
                .patch("/v2/connections/" + stage.connectionId);
    }
}
