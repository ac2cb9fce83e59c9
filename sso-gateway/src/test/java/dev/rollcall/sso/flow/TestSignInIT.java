package dev.rollcall.sso.flow;

import static dev.rollcall.sso.Gateway.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.contract.signin.SignInConnection.State;
import dev.rollcall.sso.ConnectionsStandIn;
import dev.rollcall.sso.Gateway;
import dev.rollcall.sso.flow.Flows.TestBrowser;
import dev.rollcall.sso.flow.SamlIdp.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An owner tries a connection (R-SSO-17, R-NEG-92, R-NEG-69). */
@QuarkusTest
class TestSignInIT {
    private final SamlIdp idp = new SamlIdp();
    private final TestBrowser browser = new TestBrowser();
    private SignInConnection connection;

    @BeforeEach
    void draft() {
        connection = Flows.changed(Flows.connection(idp.settings()), State.DRAFT, 1, idp.settings());
    }

    private SamlIdp.Asked begun() {
        browser.cookies.put(Gateway.COOKIE, Gateway.signedIn());
        return SamlIdp.asked(browser.keep(browser.request()
                        .queryParam("connection", connection.id())
                        .get("/sign-in/test"))
                .then()
                .statusCode(303)
                .extract()
                .header("Location"));
    }

    @Test
    void itShowsWhatCameHowItWasReadAndWhatWouldHappenAndChangesNothing() {
        // given
        SamlIdp.Asked asked = begun();
        String owners = browser.cookies.get(Gateway.COOKIE);

        // when
        Response page = browser.post(
                connection.id(),
                idp.respond(new Answer(asked)
                        .attribute("dockerRole", "<script>editor</script>")
                        .attribute("email", "ann@acme.test")),
                asked.relayState());

        // then
        page.then()
                .statusCode(200)
                .body(containsString("This person would get in"))
                .body(containsString("Row 8 of"))
                .body(containsString("Joins acme as a member."))
                .body(containsString("&lt;script&gt;editor"))
                .body(containsString("Trace id"))
                .body(not(containsString("<script")));
        assertThat(page.cookie(Gateway.COOKIE)).isNull();
        assertThat(browser.cookies).containsEntry(Gateway.COOKIE, owners);
        assertThat(ConnectionsStandIn.asked(connection.id()))
                .singleElement()
                .satisfies(question ->
                        assertThat(question.path("dryRun").asBoolean()).isTrue());
        assertThat(ConnectionsStandIn.TESTED).contains(connection.id());
        assertThat(Gateway.events("sso.signin.org." + connection.organizationId())
                        .getList(""))
                .isEmpty();
    }

    @Test
    void itShowsWhichCheckFailedAndWhatToChange() {
        SamlIdp.Asked asked = begun();
        browser.post(connection.id(), new SamlIdp().respond(new Answer(asked)), asked.relayState())
                .then()
                .statusCode(200)
                .body(containsString("signature_invalid"))
                .body(containsString("Compare the connection"))
                .body(containsString("Expected"));
        assertThat(ConnectionsStandIn.TESTED).doesNotContain(connection.id());
        assertThat(Gateway.events("sso.signin.org." + connection.organizationId())
                        .getList(""))
                .isEmpty();
    }

    @Test
    void onlyOwnersTryAndOthersUseOnlyWhatIsActive() {
        somebody()
                .queryParam("connection", connection.id())
                .get("/sign-in/test")
                .then()
                .statusCode(401);
        new TestBrowser().start(connection).then().statusCode(404).body(containsString("not switched on"));
        Flows.changed(connection, State.DISABLED, 1, idp.settings());
        somebody()
                .cookie(Gateway.COOKIE, Gateway.signedIn())
                .queryParam("connection", connection.id())
                .get("/sign-in/test")
                .then()
                .statusCode(404);
    }
}
