package dev.rollcall.sso.flow;

import static dev.rollcall.sso.Gateway.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.sso.Gateway;
import dev.rollcall.sso.flow.Flows.TestBrowser;
import dev.rollcall.sso.flow.SamlIdp.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Single logout that a SAML identity provider orders (R-NEG-47, R-NEG-48). */
@QuarkusTest
class SamlLogoutIT {
    private final SamlIdp idp = new SamlIdp();
    private final SignInConnection connection = Flows.connection(idp.settings());

    private String signedIn(SignInConnection over, String nameId, String sessionIndex) {
        TestBrowser browser = new TestBrowser();
        SamlIdp.Asked asked = SamlIdp.asked(browser.start(over).header("Location"));
        Answer answer = new Answer(asked).nameId(nameId);
        answer.sessionIndex = sessionIndex;
        browser.post(over.id(), idp.respond(answer), asked.relayState()).then().statusCode(303);
        return browser.cookies.get(Gateway.COOKIE);
    }

    private static boolean live(String session) {
        return somebody().cookie(Gateway.COOKIE, session).get("/account").statusCode() == 200;
    }

    private String slo(SignInConnection of) {
        return Gateway.ISSUER + "/saml/" + of.id() + "/slo";
    }

    private Response order(SignInConnection at, String query) {
        return somebody().urlEncodingEnabled(false).get("/saml/" + at.id() + "/slo?" + query);
    }

    private String query(SignInConnection at, String id, String nameId, String sessionIndex, Instant issued) {
        return idp.logout(slo(at), id, nameId, sessionIndex, issued);
    }

    @Test
    void theSessionThatIsNamedEndsAndNoOther() {
        // given: two sessions of one person, one of another, and one of the same name over another connection
        SignInConnection other = Flows.connection(idp.settings());
        String named = signedIn(connection, "ann@acme.test", "_s1");
        String sibling = signedIn(connection, "ann@acme.test", "_s2");
        String bobs = signedIn(connection, "bob@acme.test", "_s1");
        String elsewhere = signedIn(other, "ann@acme.test", "_s1");

        // when
        Response answer = order(connection, query(connection, "_l1", "ann@acme.test", "_s1", Instant.now()));

        // then
        answer.then().statusCode(303);
        Map<String, String> back =
                SamlIdp.query(URI.create(answer.header("Location")).getRawQuery());
        Element response = SamlIdp.inflated(back.get("SAMLResponse"));
        assertThat(answer.header("Location")).startsWith(SamlIdp.LOGOUT + "?");
        assertThat(response.getAttribute("InResponseTo")).isEqualTo("_l1");
        assertThat(back).containsEntry("RelayState", "back").containsKey("Signature");
        assertThat(live(named)).isFalse();
        assertThat(live(sibling)).isTrue();
        assertThat(live(bobs)).isTrue();
        assertThat(live(elsewhere)).isTrue();
    }

    @Test
    void whatIsForgedOldMeantForOthersOrUsedEndsNothing() {
        // given
        String session = signedIn(connection, "ann@acme.test", "_s1");
        SignInConnection other = Flows.connection(idp.settings());
        Instant now = Instant.now();
        String good = query(connection, "_" + UUID.randomUUID(), "ann@acme.test", "_unknown", now);
        String signed = query(connection, "_" + UUID.randomUUID(), "ann@acme.test", "_s1", now);

        // then: unsigned, signed by another, for another connection, old, altered, encoded oddly, doubled
        order(connection, signed.replaceFirst("&SigAlg=.*", "")).then().statusCode(400);
        order(connection, new SamlIdp().logout(slo(connection), "_x", "ann@acme.test", "_s1", now))
                .then()
                .statusCode(400);
        order(connection, query(other, "_" + UUID.randomUUID(), "ann@acme.test", "_s1", now))
                .then()
                .statusCode(400);
        order(connection, query(connection, "_" + UUID.randomUUID(), "ann@acme.test", "_s1", now.minusSeconds(600)))
                .then()
                .statusCode(400);
        order(connection, signed.replace("RelayState=back", "RelayState=other"))
                .then()
                .statusCode(400);
        order(connection, signed.replace("SAMLRequest=", "%53AMLRequest="))
                .then()
                .statusCode(400);
        order(connection, signed + "&RelayState=more").then().statusCode(400);
        order(connection, "x=y").then().statusCode(400);

        // and: one of an unknown session ends nothing, and none counts twice
        order(connection, good).then().statusCode(303);
        order(connection, good).then().statusCode(400);
        assertThat(live(session)).isTrue();
    }

    /** R-SSO-4: who is signed out here only is told so. */
    @Test
    void whetherTheIdentityProviderSignedThePersonOutIsSaidAsItSaysIt() {
        order(connection, idp.loggedOut(slo(connection), "Success")).then().statusCode(200);
        order(connection, idp.loggedOut(slo(connection), "Responder"))
                .then()
                .statusCode(502)
                .body(containsString("signed out here only"));
        order(connection, new SamlIdp().loggedOut(slo(connection), "Success"))
                .then()
                .statusCode(400);
    }
}
