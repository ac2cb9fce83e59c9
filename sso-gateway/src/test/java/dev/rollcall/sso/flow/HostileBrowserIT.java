package dev.rollcall.sso.flow;

import static dev.rollcall.sso.Gateway.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.contract.signin.SignInConnection.State;
import dev.rollcall.sso.ConnectionsStandIn;
import dev.rollcall.sso.Gateway;
import dev.rollcall.sso.flow.Flows.TestBrowser;
import dev.rollcall.sso.flow.SamlIdp.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses to return to, markup in everything that is received, and requests of other shapes: R-NEG-68, R-NEG-69, R-NEG-70. */
@QuarkusTest
class HostileBrowserIT {
    private static final String SCRIPT = "<script>alert(1)</script>";

    private static final SamlIdp IDP = new SamlIdp(); // to make its keys takes seconds
    private final SignInConnection connection = Flows.connection(IDP.settings());
    private final TestBrowser browser = new TestBrowser();

    /** R-NEG-68: whatever a link asks for, a sign-in leads to the default page. */
    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "100 KB"})
    void noAddressToReturnToIsFollowed(String wanted) {
        String there = wanted.equals("100 KB") ? "/" + "x".repeat(100 << 10) : wanted;
        RequestSpecification start = browser.request().queryParam("connection", connection.id());
        for (String name : List.of("return_to", "RelayState", "redirect_after", "next", "redirect_uri")) {
            start.queryParam(name, there);
        }
        Response sent = browser.keep(start.get("/sign-in/sso"));
        if (wanted.equals("100 KB")) {
            assertThat(sent.statusCode()).as("the server's own limit").isIn(400, 414, 431);
            sent = browser.start(connection);
        }
        assertThat(sent.header("Location")).startsWith(SamlIdp.SIGN_ON + "?").doesNotContain("evil", "javascript");
        SamlIdp.Asked asked = SamlIdp.asked(sent.header("Location"));

        // and: in the state's place nothing of the kind is a state
        Response lost = browser.post(connection.id(), IDP.respond(new Answer(asked)), there);
        assertThat(lost.statusCode()).isEqualTo(400);
        assertThat(lost.header("Location")).isNull();
        assertThat(lost.asString()).doesNotContain("evil", "javascript", "xxxx");

        Response in = browser.post(connection.id(), IDP.respond(new Answer(asked)), asked.relayState());
        in.then().statusCode(303).header("Location", "/account");
    }

    private static void assertInert(Response page) {
        assertThat(page.asString()).doesNotContain("<script", "<img", "onerror=\"");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("script-src", "unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    private Answer hostile(SamlIdp.Asked asked) {
        return new Answer(asked)
                .nameId(SCRIPT + "@acme.test")
                .attribute("name", SCRIPT)
                .attribute("groups", SCRIPT, "<img src=x onerror=\"alert(1)\">")
                .attribute("dockerRole", SCRIPT)
                .attribute("&lt;script&gt;alert(1)&lt;/script&gt;", SCRIPT);
    }

    /** R-NEG-69: NameID, names and values of attributes on the test sign-in's page. */
    @Test
    void theTestPageShowsMarkupAsText() {
        Flows.changed(connection, State.DRAFT, 1, IDP.settings());
        browser.cookies.put(Gateway.COOKIE, Gateway.signedIn());
        SamlIdp.Asked asked = SamlIdp.asked(browser.keep(browser.request()
                        .queryParam("connection", connection.id())
                        .get("/sign-in/test"))
                .header("Location"));

        Response page = browser.post(connection.id(), IDP.respond(hostile(asked)), asked.relayState());

        page.then().statusCode(200);
        assertThat(page.asString())
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;@acme.test",
                        "<dt>&lt;script&gt;alert(1)&lt;/script&gt;</dt>");
        assertInert(page);
    }

    /** R-NEG-69: on the page of somebody who is turned away, and as data, not as a page, in the trace viewer. */
    @Test
    void thePageOfARefusalAndTheTraceAreInert() {
        ConnectionsStandIn.decide(connection.id(), Flows.denied());
        SamlIdp.Asked asked = SamlIdp.asked(browser.start(connection).header("Location"));

        Response page = browser.post(connection.id(), IDP.respond(hostile(asked)), asked.relayState());

        page.then().statusCode(403);
        assertInert(page);
        Response trace = Refusals.shown(Refusals.mnemonic(page));
        trace.then().statusCode(200).contentType("application/json");
        assertThat(trace.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(trace.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(trace.jsonPath().getString("person")).isEqualTo(SCRIPT + "@acme.test");
    }

    /** R-NEG-69: RelayState, and what browsers say about themselves. */
    @Test
    void whatABrowserSendsIsShownAsText() {
        SamlIdp.Asked asked = SamlIdp.asked(browser.start(connection).header("Location"));
        assertInert(browser.post(connection.id(), IDP.respond(new Answer(asked)), SCRIPT));
        assertInert(browser.post(connection.id(), "<script>", asked.relayState()));
        assertInert(somebody().queryParam("connection", SCRIPT).get("/sign-in/sso"));
        assertInert(somebody()
                .queryParam("connection", connection.id())
                .queryParam("email", "ann@<script>")
                .get("/sign-in/sso"));
        assertInert(
                somebody().get("/saml/" + connection.id() + "/slo?SAMLRequest=%3Cscript%3E&RelayState=%3Cscript%3E"));

        assertInert(somebody()
                .header("User-Agent", SCRIPT)
                .cookie(Gateway.COOKIE, Gateway.signedIn())
                .get("/account"));
    }

    /** R-NEG-70: each route of a sign-in takes what it is there for, and no cookie, session or state comes of anything else. */
    @Test
    void eachRouteTakesItsOwnMethodAndForm() {
        String saml = "/saml/" + connection.id();
        String oidc = "/oidc/" + connection.id();
        Map<String, List<String>> others = new LinkedHashMap<>();
        others.put(saml + "/acs", List.of("GET", "PUT", "PATCH", "DELETE"));
        others.put(saml + "/metadata", List.of("POST", "PUT", "DELETE"));
        others.put(oidc + "/callback", List.of("POST", "PUT", "PATCH", "DELETE"));
        others.put(oidc + "/backchannel-logout", List.of("GET", "PUT", "PATCH", "DELETE"));
        others.put("/sign-in/sso", List.of("POST", "PUT", "DELETE"));
        others.put("/sign-in/test", List.of("POST", "PUT", "DELETE"));
        others.put("/sign-in/email", List.of("GET", "PUT", "DELETE"));
        others.put("/sign-in", List.of("GET", "PUT", "DELETE"));
        others.put("/sign-out", List.of("GET", "PUT", "DELETE"));
        others.forEach((path, methods) -> methods.forEach(method -> {
            Response answer = somebody().request(method, path);
            assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(405);
            assertThat(answer.headers().getValues("Set-Cookie")).isEmpty();
        }));

        for (String path :
                List.of(saml + "/acs", oidc + "/backchannel-logout", "/sign-in/email", "/sign-in", "/sign-out")) {
            for (RequestSpecification odd : List.of(
                    somebody().contentType("application/json").body("{}"),
                    somebody().contentType("text/xml").body("<x/>"),
                    somebody().contentType("text/plain").body("SAMLResponse=x"),
                    somebody().multiPart("SAMLResponse", "x"))) {
                Response answer = odd.post(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(415);
                assertThat(answer.headers().getValues("Set-Cookie")).isEmpty();
            }
        }
    }
}
