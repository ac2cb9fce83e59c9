package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import dev.rollcall.membership.admin.AdminFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Switching a connection's JIT provisioning off and on: R-JIT-2 to R-JIT-5. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class JitSwitchIT {
    @Inject
    AdminFixture admin;

    private final Stage stage = new Stage();
    private final Door door = new Door(stage);
    private final String path = "/v2/connections/" + stage.connectionId;

    /** One let in this month and one before, a member by hand, an account that is none, and one that is invited. */
    @BeforeEach
    void people() {
        door.signIn(stage.mail("fay"));
        door.signIn(stage.mail("gus"));
        Stage.sql(
                "update member set joined_at = now() - interval '31 days' where organization_id = ?"
                        + " and account_id = (select id from account where email_key = ?)",
                stage.organizationId,
                stage.mail("gus"));
        stage.member(stage.mail("ida"), "member", "MANUAL");
        account("hal");
        String joe = account("joe");
        admin.post(admin.platform(), "/v2/orgs/" + stage.name + "/invites", Map.of("email", joe))
                .statusCode(201);
    }

    private String account(String local) {
        String email = stage.mail(local);
        Stage.sql("delete from member where id = ?", stage.member(email, "member", "MANUAL"));
        return email;
    }

    private ValidatableResponse change(Object... fields) {
        Map<String, Object> body = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        return admin.patch(admin.platform(), path, body);
    }

    /** R-JIT-5. */
    @Test
    void theOwnerIsShownWhatItWouldMean() {
        admin.get(admin.platform(), path + "/jit")
                .statusCode(200)
                .body("jitEnabled", equalTo(true))
                .body("scimEnabled", equalTo(true))
                .body("needsOverride", equalTo(false))
                .body("days", equalTo(30))
                .body("letIn", equalTo(1))
                .body("wouldBeRefused", equalTo(1))
                .body("warning", containsString("nobody is added at sign-in any more"));
        String stranger = admin.person(admin.organization(), "owner").token();
        admin.get(stranger, path + "/jit").statusCode(404);
    }

    /** R-JIT-3, R-JIT-5: without the name that was typed nothing happens, and the refusal has the warning and its numbers. */
    @Test
    void itGoesOffForWhoTypesTheConnectionsName() {
        for (Object wrong : new Object[] {null, stage.name.toUpperCase(), "true"}) {
            change("jitEnabled", false, "confirm", wrong)
                    .statusCode(409)
                    .body("code", equalTo("CONFIRMATION_MISSING"))
                    .body(
                            "detail",
                            allOf(
                                    containsString("nobody is added at sign-in any more"),
                                    containsString("1 people joined that way in the last 30 days"),
                                    containsString("1 accounts of the connection's domains would be refused"),
                                    containsString("\"confirm\": \"" + stage.name + "\"")));
        }
        door.signIn(stage.mail("kim")).body("row", equalTo("NEW_DEFAULT"));
        assertThat(stage.events()).doesNotContain("JitDisabled");

        change("jitEnabled", false, "confirm", stage.name).statusCode(200).body("jitEnabled", equalTo(false));

        door.signIn(stage.mail("hal")).body("refusal", equalTo("JIT_DISABLED"));
        door.signIn(stage.mail("joe")).body("row", equalTo("INVITED_JIT_OFF"));
        door.signIn(stage.mail("ida")).body("row", equalTo("MEMBER_JIT_OFF"));
        assertThat(admin.bodies(stage.organizationId, "JitDisabled"))
                .singleElement()
                .asString()
                .contains("\"days\":30", "\"letIn\":2", "\"wouldBeRefused\":1");
    }

    /** R-JIT-2: for organizations that invite; in so many words, and with the name typed. */
    @Test
    void withoutScimItTakesAnOverrideAsWell() {
        change("scimEnabled", false).statusCode(200);

        admin.get(admin.platform(), path + "/jit")
                .body("needsOverride", equalTo(true))
                .body("warning", containsString("SCIM is off"));
        change("jitEnabled", false, "confirm", stage.name)
                .statusCode(400)
                .body("code", equalTo("VALUE_INVALID"))
                .body("detail", containsString("\"override\": true"));
        change("jitEnabled", false, "override", true)
                .statusCode(409)
                .body("code", equalTo("CONFIRMATION_MISSING"))
                .body("detail", containsString("SCIM is off"));
        change("jitEnabled", false, "override", true, "confirm", stage.name)
                .statusCode(200)
                .body("jitEnabled", equalTo(false));
    }

    /** R-JIT-4: nobody is asked twice whether people may come in again. */
    @Test
    void itIsSwitchedOnAgainWithoutFurtherWords() {
        change("jitEnabled", false, "confirm", stage.name).statusCode(200);
        change("jitEnabled", false).statusCode(200);
        change("jitEnabled", true).statusCode(200).body("jitEnabled", equalTo(true));

        door.signIn(stage.mail("hal")).body("row", equalTo("JOINS_DEFAULT"));
        assertThat(stage.events()).containsOnlyOnce("JitDisabled", "JitEnabled");
    }
}
