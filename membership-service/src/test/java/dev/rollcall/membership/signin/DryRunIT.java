package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R-SSO-17, R-NEG-92: a dry run shows what a sign-in would do, and does none of it. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class DryRunIT {
    private final Stage stage = new Stage();
    private final Door door = new Door(stage);

    @Test
    void somebodyNewIsShownWhatTheyWouldBecome() {
        List<String> before = Door.traces(stage);

        door.dryRun(stage.mail("ann"), "fullName", "Ann Lee", "role", "editor", "groups", List.of(stage.name + ":core"))
                .body("outcome", equalTo("FORESEEN"))
                .body("row", equalTo("NEW_AS_MAPPED"))
                .body("effects.kind", contains("ACCOUNT_CREATED", "JOINED", "TEAM_CREATED", "TEAM_ADDED"))
                .body("effects.detail", hasItem("Joined " + stage.name + " as editor"));

        assertThat(Door.traces(stage)).isEqualTo(before);
    }

    @Test
    void aMemberIsShownTheChangedNameAndTheDifferenceIsNotRecorded() {
        String bob = stage.mail("bob");
        stage.create("{\"resource\":{\"userName\":\"%s\",\"name\":{\"formatted\":\"Bob\"}}}".formatted(bob))
                .then()
                .statusCode(200);
        List<String> before = Door.traces(stage);

        door.dryRun(bob, "fullName", "Robert", "role", "owner")
                .body("row", equalTo("MEMBER"))
                .body("effects.detail", contains("From 'Bob' to 'Robert'"));

        assertThat(Door.traces(stage)).isEqualTo(before);
    }

    @Test
    void whoWouldBeTurnedAwayIsToldSoAndNobodyElseIs() {
        Stage.sql("update connection set jit_enabled = false where id = ?", stage.connectionId);
        List<String> before = Door.traces(stage);

        door.dryRun(stage.mail("cat"))
                .body("outcome", equalTo("DENIED"))
                .body("row", equalTo("NEW_JIT_OFF"))
                .body("setting", containsString("JIT"));
        door.dryRun("cat@elsewhere.example").body("refusal", equalTo("DOMAIN_UNVERIFIED"));

        assertThat(Door.traces(stage)).isEqualTo(before);
    }
}
