package dev.rollcall.sso.session;

import static dev.rollcall.sso.Gateway.COOKIE;
import static dev.rollcall.sso.Gateway.FORM_COOKIE;
import static dev.rollcall.sso.Gateway.OWNER_EMAIL;
import static dev.rollcall.sso.Gateway.OWNER_PASSWORD;
import static dev.rollcall.sso.Gateway.awaitEvents;
import static dev.rollcall.sso.Gateway.formToken;
import static dev.rollcall.sso.Gateway.signIn;
import static dev.rollcall.sso.Gateway.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.contract.signin.SignInConnection.State;
import dev.rollcall.sso.ConnectionsStandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Passwords where single sign-on is enforced for the address's domain (R-NEG-91, R-SSO-12). The time that it takes: PasswordChecksTest. */
@QuarkusTest
class EnforcedPasswordIT {
    private final String domain = UUID.randomUUID() + ".test";
    private final UUID organization = UUID.randomUUID();
    private final SignInConnection enforced = new SignInConnection(
            UUID.randomUUID(),
            "Acme",
            1,
            State.ACTIVE,
            organization,
            List.of(organization),
            List.of(domain, "rollcall.example"),
            true,
            null);

    @BeforeEach
    void enforce() {
        ConnectionsStandIn.put(enforced);
    }

    @AfterEach
    void forget() {
        ConnectionsStandIn.delete(enforced.id());
    }

    private static String withoutOwnTraits(Response page) {
        return page.asString().replaceAll("Trace id [0-9a-f]{32}", "Trace id").replaceAll("value=\"[^\"]*\"", "value");
    }

    @Test
    void whoIsCoveredIsShownTheOneWay() {
        Response page = somebody().get("/");
        somebody()
                .cookie(FORM_COOKIE, page.getCookie(FORM_COOKIE))
                .formParam("formToken", formToken(page))
                .formParam("identifier", "ann@" + domain)
                .post("/sign-in/email")
                .then()
                .statusCode(200)
                .body(containsString("Your organization asks you to sign in this way"))
                .body(containsString("/sign-in/sso?connection=" + enforced.id()));
    }

    /** R-NEG-91: the same page, the same status, no cookie: nothing tells that the domain is enforced, or that somebody has an account. */
    @Test
    void aCoveredPersonsPasswordIsRefusedAsAWrongOneIs() {
        Response covered = signIn("ann@" + domain, OWNER_PASSWORD);
        Response wrong = signIn(OWNER_EMAIL, "wrong password");
        Response unknown = signIn("nobody@elsewhere.test", OWNER_PASSWORD);

        assertThat(covered.statusCode()).isEqualTo(401);
        assertThat(List.of(covered.statusCode(), wrong.statusCode(), unknown.statusCode()))
                .containsOnly(401);
        assertThat(withoutOwnTraits(covered))
                .isEqualTo(withoutOwnTraits(wrong))
                .isEqualTo(withoutOwnTraits(unknown))
                .contains("Trace id");
        assertThat(covered.cookie(COOKIE)).isNull();
    }

    /** R-NEG-91: though the own domain is enforced; and the platform's log has it. */
    @Test
    void theBreakGlassOwnerGetsInAndIsAudited() {
        Response answer = signIn(OWNER_EMAIL, OWNER_PASSWORD);

        answer.then().statusCode(303).header("Location", "/account");
        String session = somebody()
                .cookie(COOKIE, answer.cookie(COOKIE))
                .get("/v2/sessions")
                .jsonPath()
                .getString("sessions.find { it.current }.id");
        awaitEvents(
                "sso.signin.platform",
                events -> events.stream().anyMatch(event -> {
                    var data = (Map<?, ?>) event.get("data");
                    return event.get("type").equals("dev.rollcall.sso.SignInSucceeded.v1")
                            && "OWNER_PASSWORD".equals(data.get("method"))
                            && session.equals(data.get("sessionId"));
                }));
    }
}
