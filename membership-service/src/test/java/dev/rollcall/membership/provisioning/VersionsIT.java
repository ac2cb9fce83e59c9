package dev.rollcall.membership.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RFC 7644 §3.14: changes that depend on a version. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class VersionsIT {
    private final Stage stage = new Stage();

    @Test
    void aUserIsChangedOnlyAtAVersionThatWasNamed() {
        UUID id = stage.user(stage.mail("ada"));
        String user = "/users/" + id;

        stage.patch(user + "?version=1", title("Dr")).then().statusCode(200).body("version", equalTo(2));
        stage.patch(user + "?version=1", title("Prof"))
                .then()
                .statusCode(412)
                .body("code", equalTo("VERSION_MISMATCH"))
                .body("detail", containsString("version 2"));
        stage.put(user + "?version=1", "{\"resource\":{\"userName\":\"%s\"}}".formatted(stage.mail("bob")))
                .then()
                .statusCode(412);
        stage.delete(user + "?version=0").then().statusCode(412);
        stage.read(id).then().body("[0].version", equalTo(2)).body("[0].resource.title", equalTo("Dr"));

        stage.patch(user + "?version=7&version=2", title("Prof")).then().statusCode(200);
        stage.delete(user + "?version=3").then().statusCode(204);
        stage.delete(user + "?version=3").then().statusCode(404);
    }

    @Test
    void aGroupIsChangedOnlyAtAVersionThatWasNamed() {
        String group = "/groups/"
                + stage.post("/groups", "{\"resource\":{\"displayName\":\"%s:red\"}}".formatted(stage.name))
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("id");
        String renamed = "{\"resource\":{\"displayName\":\"%s:blue\"}}".formatted(stage.name);

        stage.put(group + "?version=1", renamed).then().statusCode(200);
        stage.put(group + "?version=1", renamed).then().statusCode(412);
        stage.delete(group + "?version=1").then().statusCode(412);
        stage.delete(group + "?version=2").then().statusCode(204);
    }

    /** Of those who saw the same version, one wins and the others hear of it. */
    @Test
    void atTheSameTimeOnlyOneWins() throws Exception {
        UUID id = stage.user(stage.mail("eve"));
        try (var pool = Executors.newFixedThreadPool(6)) {
            var answers = IntStream.range(0, 6)
                    .mapToObj(i -> pool.submit(() -> stage.patch("/users/" + id + "?version=1", title("T" + i))
                            .statusCode()))
                    .toList();
            int won = 0;
            for (var answer : answers) {
                assertThat(answer.get()).isIn(200, 412);
                won += answer.get() == 200 ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
        stage.read(id).then().body("[0].version", equalTo(2));
    }

    private static String title(String title) {
        return "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"replace\",\"path\":\"title\",\"value\":\"" + title + "\"}]}";
    }
}
