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
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Browsers that sign in over SAML, and what an attacker or an accident makes of it. */
@QuarkusTest
class SamlFlowIT {
    private static final String LOST = "We couldn&#39;t find your session. You may have pressed the back button";

    private final SamlIdp idp = new SamlIdp();
    private final SignInConnection connection = Flows.connection(idp.settings());
    private final TestBrowser browser = new TestBrowser();

    private SamlIdp.Asked begun(TestBrowser who) {
        return SamlIdp.asked(
                who.start(connection).then().statusCode(303).extract().header("Location"));
    }

    private Response answered(SamlIdp.Asked asked) {
        return browser.post(connection.id(), idp.respond(new Answer(asked)), asked.relayState());
    }

    private void refused(Response answer, int status, String... texts) {
        answer.then().statusCode(status).contentType("text/html;charset=UTF-8").body(containsString("Trace id"));
        assertThat(List.of(texts))
                .allSatisfy(text -> assertThat(answer.asString()).contains(text));
        assertThat(answer.cookie(Gateway.COOKIE)).isNull();
        assertThat(browser.signedIn()).isFalse();
    }

    private void deniedFor(String reason, String check) {
        assertThat(Flows.denials(connection.organizationId(), 1)).anySatisfy(event -> {
            assertThat(event.get("type")).isEqualTo("dev.rollcall.sso.SignInDenied.v1");
            var data = (java.util.Map<?, ?>) event.get("data");
            assertThat(data.get("method")).isEqualTo("SAML");
            assertThat(data.get("connectionId")).isEqualTo(connection.id().toString());
            assertThat(data.get("check")).isEqualTo(check);
            assertThat(((java.util.Map<?, ?>) data.get("reason")).get("code")).isEqualTo(reason);
        });
    }

    @Test
    void aPersonSignsIn() {
        // given
        SamlIdp.Asked asked = begun(browser);
        Cookie tie = somebody()
                .queryParam("connection", connection.id())
                .get("/sign-in/sso")
                .detailedCookie("__Host-rollcall-saml");

        // when
        Response answer = browser.post(
                connection.id(),
                idp.respond(new Answer(asked).attribute("dockerRole", "Owner ").attribute("groups", "acme:devs")),
                asked.relayState());

        // then
        answer.then().statusCode(303).header("Location", "/account");
        assertThat(browser.signedIn()).isTrue();
        assertThat(tie.isSecured()).isTrue();
        assertThat(tie.isHttpOnly()).isTrue();
        assertThat(tie.getSameSite()).isEqualTo("None");
        assertThat(ConnectionsStandIn.asked(connection.id())).singleElement().satisfies(question -> {
            assertThat(question.at("/person/method").asText()).isEqualTo("SAML");
            assertThat(question.at("/person/email").asText()).isEqualTo("ann@acme.test");
            assertThat(question.at("/person/role").asText())
                    .as("R-NEG-84, as sent")
                    .isEqualTo("Owner ");
            assertThat(question.at("/person/groups/0").asText()).isEqualTo("acme:devs");
            assertThat(question.path("dryRun").asBoolean()).isFalse();
        });
    }

    /** R-NEG-36, R-SSO-10. */
    @Test
    void anAnswerToNobodysOrAnotherBrowsersOrAnAnsweredQuestionIsLost() {
        // given
        SamlIdp.Asked mine = begun(browser);
        TestBrowser other = new TestBrowser();
        SamlIdp.Asked theirs = begun(other);

        // then: unknown, none, another browser's, another question's
        String unknown = "A".repeat(43);
        refused(browser.post(connection.id(), idp.respond(new Answer(mine)), unknown), 400, LOST);
        refused(browser.post(connection.id(), idp.respond(new Answer(mine)), null), 400, LOST);
        refused(browser.post(connection.id(), idp.respond(new Answer(theirs)), theirs.relayState()), 400, LOST);
        refused(browser.post(connection.id(), idp.respond(new Answer(theirs)), mine.relayState()), 400, LOST);
        deniedFor("STATE_LOST", "state_unknown");
        deniedFor("STATE_LOST", "browser_mismatch");
        deniedFor("STATE_LOST", "in_response_to_mismatch");
    }

    /** R-NEG-36, R-SSO-8. */
    @Test
    void aSignInThatBeganAtTheIdpIsRefusedInItsOwnWords() {
        // given
        SamlIdp.Asked asked = begun(browser);

        // then: whether or not the browser has a sign-in under way
        String text = "IdP-Initiated sign in is not enabled for connection &#39;Acme &lt;SSO&gt;&#39;.";
        refused(browser.post(connection.id(), idp.respond(new Answer(asked).unasked()), null), 400, text);
        refused(browser.post(connection.id(), idp.respond(new Answer(asked).unasked()), asked.relayState()), 400, text);
        deniedFor("IDP_INITIATED", "idp_initiated_not_enabled");
    }

    /** R-NEG-36: an answer that would be forged is not told the connection's name. */
    @Test
    void aForgedAnswerToNoQuestionIsLost() {
        SamlIdp.Asked asked = begun(browser);
        refused(browser.post(connection.id(), new SamlIdp().respond(new Answer(asked).unasked()), null), 400, LOST);
    }

    /** R-NEG-40. */
    @Test
    void nothingButAResponseIsTakenAtTheAcs() {
        for (String message : List.of(
                "<samlp:LogoutResponse xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_1\" Version=\"2.0\"/>",
                "<samlp:ArtifactResponse xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_1\" Version=\"2.0\"/>",
                idp.assertion(new Answer(begun(new TestBrowser()))))) {
            SamlIdp.Asked asked = begun(browser);
            refused(browser.post(connection.id(), SamlIdp.encoded(message), asked.relayState()), 400, "schema");
        }
        deniedFor("ANSWER_MALFORMED", "schema");
    }

    /** R-NEG-41. */
    @Test
    void oneAnswerOpensOneSessionHoweverOftenItIsPosted() throws Exception {
        // given
        SamlIdp.Asked asked = begun(browser);
        String message = idp.respond(new Answer(asked));
        TestBrowser copy = new TestBrowser();
        copy.cookies.putAll(browser.cookies);
        List<Callable<Integer>> posts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            posts.add(() -> {
                TestBrowser tab = new TestBrowser();
                tab.cookies.putAll(copy.cookies);
                return tab.post(connection.id(), message, asked.relayState()).statusCode();
            });
        }

        // when
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> status : threads.invokeAll(posts)) {
                statuses.add(status.get());
            }
        }

        // then
        assertThat(statuses)
                .containsOnlyOnce(303)
                .filteredOn(status -> status != 303)
                .containsOnly(400);
        assertThat(ConnectionsStandIn.asked(connection.id())).hasSize(1);
    }

    /** R-NEG-41: another request of the same browser does not make a used assertion new. */
    @Test
    void anAssertionIsNotUsedTwice() {
        // given
        SamlIdp.Asked first = begun(browser);
        Answer answer = new Answer(first);
        assertThat(browser.post(connection.id(), idp.respond(answer), first.relayState())
                        .statusCode())
                .isEqualTo(303);
        browser.cookies.remove(Gateway.COOKIE);

        // when
        SamlIdp.Asked second = begun(browser);
        Answer again = new Answer(second);
        again.assertionId = answer.assertionId;

        // then
        refused(browser.post(connection.id(), idp.respond(again), second.relayState()), 403, "used before");
        deniedFor("REPLAY", "replay");
    }

    /** R-NEG-42. */
    @Test
    void whatIsTooLargeIsRefusedUnread() {
        SamlIdp.Asked asked = begun(browser);
        refused(browser.post(connection.id(), "A".repeat(375_000), asked.relayState()), 413, "larger");
        refused(browser.post(connection.id(), "A".repeat(355_000), asked.relayState()), 400, "xml_invalid");
        // other routes stay at their small limit
        somebody()
                .formParam("identifier", "a".repeat(70_000))
                .post("/sign-in/email")
                .then()
                .statusCode(413);
    }

    /** R-NEG-43. */
    @Test
    void oddEncodingsAreRefused() {
        for (String odd : List.of("not base64!", SamlIdp.encoded(SamlIdp.encoded("<x/>")), "", "PGE+")) {
            SamlIdp.Asked asked = begun(browser);
            refused(browser.post(connection.id(), odd, asked.relayState()), 400);
        }
        refused(browser.post(connection.id(), null, begun(browser).relayState()), 400);
    }

    /** R-NEG-44, R-SSO-5. */
    @Test
    void aNameIdThatIsNoAddressIsToldInTheDocumentedWords() {
        SamlIdp.Asked asked = begun(browser);
        refused(
                browser.post(connection.id(), idp.respond(new Answer(asked).nameId("ann")), asked.relayState()),
                403,
                "The name ID sent by the identity provider is not an email address. Contact your company administrator.");
        deniedFor("BAD_NAMEID", "name_id_not_email");
    }

    /** R-NEG-1: an unsigned answer, through the endpoint. */
    @Test
    void anAnswerOfSomebodyElseIsRefused() {
        SamlIdp.Asked asked = begun(browser);
        refused(
                browser.post(connection.id(), new SamlIdp().respond(new Answer(asked)), asked.relayState()),
                403,
                "signature_invalid");
        deniedFor("BAD_SIGNATURE", "signature_invalid");
    }

    /** R-NEG-38, R-NEG-69. */
    @Test
    void whatTheIdpSaysOfItsRefusalIsShownEscaped() {
        SamlIdp.Asked asked = begun(browser);
        String status = "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\">"
                + "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:AuthnFailed\"/></samlp:StatusCode>"
                + "<samlp:StatusMessage>Locked &lt;script&gt;alert(1)&lt;/script&gt;</samlp:StatusMessage>";
        Response answer =
                browser.post(connection.id(), idp.respond(new Answer(asked).status(status)), asked.relayState());
        refused(answer, 403, "AuthnFailed", "Locked &lt;script&gt;");
        assertThat(answer.asString()).doesNotContain("<script");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("script");
    }

    /** R-NEG-66. */
    @Test
    void theSessionIsNewAndTheOneBeforeEnds() {
        // given
        assertThat(answered(begun(browser)).statusCode()).isEqualTo(303);
        String before = browser.cookies.get(Gateway.COOKIE);

        // when
        assertThat(answered(begun(browser)).statusCode()).isEqualTo(303);

        // then
        assertThat(browser.cookies.get(Gateway.COOKIE)).isNotEqualTo(before);
        somebody().cookie(Gateway.COOKIE, before).get("/v2/sessions").then().statusCode(401);
    }

    /** R-NEG-67. */
    @Test
    void anAttackersOwnAnswerSignsNobodyElseIn() {
        // given
        TestBrowser attacker = new TestBrowser();
        SamlIdp.Asked theirs = begun(attacker);
        String message = idp.respond(new Answer(theirs).nameId("eve@acme.test"));

        // then: a victim without and with a sign-in under way
        refused(browser.post(connection.id(), message, theirs.relayState()), 400, LOST);
        begun(browser);
        refused(browser.post(connection.id(), message, theirs.relayState()), 400, LOST);
        assertThat(ConnectionsStandIn.asked(connection.id())).isEmpty();
    }

    /** R-NEG-68. */
    @Test
    void noStateLeadsElsewhere() {
        for (String evil :
                List.of("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)")) {
            Response answer = browser.post(connection.id(), idp.respond(new Answer(begun(browser))), evil);
            refused(answer, 400, LOST);
            assertThat(answer.header("Location")).isNull();
            assertThat(answer.asString()).doesNotContain("evil");
        }
        Response long100 = browser.post(connection.id(), "x", "x".repeat(100_000));
        refused(long100, 400, LOST);
        String location = browser.request()
                .queryParam("connection", connection.id())
                .queryParam("return_to", "https://evil.example")
                .get("/sign-in/sso")
                .header("Location");
        assertThat(location).startsWith(SamlIdp.SIGN_ON).doesNotContain("evil");
    }

    /** R-NEG-67: a link of another site leads to the sign-in page; what it began could end in its own account. */
    @Test
    void anotherSiteBeginsNoSignIn() {
        somebody()
                .header("Sec-Fetch-Site", "cross-site")
                .queryParam("connection", connection.id())
                .get("/sign-in/sso")
                .then()
                .statusCode(303)
                .header("Location", "/");
        somebody()
                .header("Sec-Fetch-Site", "cross-site")
                .queryParam("connection", connection.id())
                .get("/sign-in/test")
                .then()
                .statusCode(400);
    }

    /** R-NEG-70. */
    @Test
    void theAcsTakesFormsByPostAlone() {
        String acs = "/saml/" + connection.id() + "/acs";
        somebody().get(acs).then().statusCode(405);
        somebody().put(acs).then().statusCode(405);
        somebody().contentType("application/json").body("{}").post(acs).then().statusCode(415);
        somebody().multiPart("SAMLResponse", "x").post(acs).then().statusCode(415);
        somebody().contentType("text/xml").body("<x/>").post(acs).then().statusCode(415);
    }

    /** R-NEG-79. */
    @Test
    void anAnswerAtAnotherConnectionsAddressIsRefused() {
        // given: both trust the same identity provider
        SignInConnection other = Flows.connection(idp.settings());
        SamlIdp.Asked asked = begun(browser);

        // then
        refused(browser.post(other.id(), idp.respond(new Answer(asked)), asked.relayState()), 400, LOST);
        assertThat(ConnectionsStandIn.asked(other.id())).isEmpty();
        assertThat(Flows.denials(other.organizationId(), 1)).hasSize(1);
    }

    /** R-NEG-80. */
    @Test
    void aConnectionOfAnotherDomainIsNotStarted() {
        Response answer = somebody()
                .queryParam("connection", connection.id())
                .queryParam("email", "bob@globex.test")
                .get("/sign-in/sso");
        refused(answer, 403, "Domain &#39;globex.test&#39; is not verified for your SSO connection.", "TraceID:");
        assertThat(answer.header("Location")).isNull();
        somebody()
                .queryParam("connection", UUID.randomUUID())
                .get("/sign-in/sso")
                .then()
                .statusCode(404);
        somebody().queryParam("connection", "x").get("/sign-in/sso").then().statusCode(404);
        somebody().get("/sign-in/sso").then().statusCode(404);
    }

    /** R-NEG-85, CVE-2026-2603. */
    @Test
    void aConnectionThatWasSwitchedOffReKeyedOrDeletedMeanwhileLetsNobodyIn() {
        SamlIdp.Asked off = begun(browser);
        Flows.changed(connection, State.DISABLED, 1, idp.settings());
        refused(browser.post(connection.id(), idp.respond(new Answer(off)), off.relayState()), 403, "switched on");

        Flows.changed(connection, State.ACTIVE, 1, idp.settings());
        SamlIdp.Asked keyed = begun(browser);
        Flows.changed(connection, State.ACTIVE, 2, idp.settings());
        refused(browser.post(connection.id(), idp.respond(new Answer(keyed)), keyed.relayState()), 403, "changed");
        deniedFor("CONNECTION_CHANGED", "connection_disabled");
        deniedFor("CONNECTION_CHANGED", "connection_changed");

        SamlIdp.Asked gone = begun(browser);
        ConnectionsStandIn.delete(connection.id());
        refused(browser.post(connection.id(), idp.respond(new Answer(gone)), gone.relayState()), 404);
        assertThat(ConnectionsStandIn.asked(connection.id())).isEmpty();
    }

    /** R-NEG-87. */
    @Test
    void nobodyGetsInWhileNobodyCanDecide() {
        SamlIdp.Asked asked = begun(browser);
        ConnectionsStandIn.decisionsBroken(true);
        try {
            refused(
                    browser.post(connection.id(), idp.respond(new Answer(asked)), asked.relayState()),
                    503,
                    "We cannot look up your membership");
        } finally {
            ConnectionsStandIn.decisionsBroken(false);
        }
        deniedFor("MEMBERSHIP_UNAVAILABLE", "membership_unavailable");
    }

    /** R-NEG-81, R-JIT-13. */
    @Test
    void whoIsTurnedAwayReadsWhyAndUnderWhichTraceId() {
        // given
        ConnectionsStandIn.decide(connection.id(), Flows.denied());

        // when
        Response answer = answered(begun(browser));

        // then
        String traceId = ConnectionsStandIn.asked(connection.id())
                .getFirst()
                .path("traceId")
                .asText();
        refused(answer, 403, "Access denied", "is not assigned to this SSO organization", "Trace id " + traceId);
    }

    /** R-NEG-69. */
    @Test
    void anIdpsWordsAreNeverMarkup() {
        ConnectionsStandIn.decide(connection.id(), Flows.denied());
        SamlIdp.Asked asked = begun(browser);
        browser.post(
                        connection.id(),
                        idp.respond(new Answer(asked).attribute("name", "<script>alert(1)</script>")),
                        asked.relayState())
                .then()
                .statusCode(403)
                .body(not(containsString("<script")));
    }

    /** R-SSO-2: what to upload at the identity provider, before it is set up and after. */
    @Test
    void ourMetadataNameTheConnectionsAddressesAndOurKey() {
        String base = Gateway.ISSUER + "/saml/" + connection.id();
        for (var settings : new dev.rollcall.contract.signin.IdpSettings[] {null, idp.settings()}) {
            Flows.changed(connection, State.DRAFT, 1, settings);
            somebody()
                    .get("/saml/" + connection.id() + "/metadata")
                    .then()
                    .statusCode(200)
                    .contentType("application/samlmetadata+xml")
                    .body(containsString("entityID=\"" + base + "/metadata\""))
                    .body(containsString(base + "/acs"))
                    .body(containsString(base + "/slo"))
                    .body(containsString("X509Certificate"));
        }
        somebody().get("/saml/" + UUID.randomUUID() + "/metadata").then().statusCode(404);
    }
}
