package dev.rollcall.sso.flow;

import static dev.rollcall.sso.Gateway.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.IdpSettings.Oidc.Authentication;
import dev.rollcall.contract.signin.IdpSettings.Oidc.Kind;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.sso.ConnectionsStandIn;
import dev.rollcall.sso.Gateway;
import dev.rollcall.sso.flow.Flows.TestBrowser;
import dev.rollcall.sso.oidc.LocalProvider;
import dev.rollcall.sso.oidc.OidcKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Browsers that sign in over OpenID Connect at a provider on this machine, and logouts that it orders. */
@QuarkusTest
class OidcFlowIT {
    private static final String LOST = "We couldn&#39;t find your session. You may have pressed the back button";
    private static final String CLIENT = "rollcall";

    private LocalProvider provider;
    private SignInConnection connection;
    private final TestBrowser browser = new TestBrowser();

    @BeforeEach
    void provider() throws IOException {
        OidcKeys.token(
                Map.of("alg", "RS256"), Map.of(), "rsa"); // makes the keys, which takes longer than a provider may
        provider = new LocalProvider();
        connection = Flows.connection(settings());
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private IdpSettings.Oidc settings() {
        return new IdpSettings.Oidc(
                Kind.STANDARD,
                provider.issuer(),
                List.of(),
                CLIENT,
                Authentication.CLIENT_SECRET_BASIC,
                "secret",
                List.of("RS256"),
                List.of("openid", "email"),
                null);
    }

    private Map<String, String> begun() {
        String location =
                browser.start(connection).then().statusCode(303).extract().header("Location");
        assertThat(location).startsWith(provider.issuer() + "/authorize?");
        return SamlIdp.query(URI.create(location).getRawQuery());
    }

    private Map<String, Object> claims(Map<String, String> asked) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", "ann-1");
        claims.put("aud", CLIENT);
        claims.put("iat", now);
        claims.put("exp", now + 60);
        claims.put("nonce", asked.get("nonce"));
        claims.put("email", "ann@acme.test");
        claims.put("sid", "sid-1");
        return claims;
    }

    private String code(Map<String, String> asked, Map<String, Object> claims) {
        String code = "code-" + UUID.randomUUID();
        provider.codes.put(code, new LocalProvider.Grant(asked.get("code_challenge"), claims));
        return code;
    }

    private Response callback(Map<String, String> parameters) {
        return browser.keep(browser.request().queryParams(parameters).get("/oidc/" + connection.id() + "/callback"));
    }

    private Map<String, String> answer(Map<String, String> asked) {
        return new LinkedHashMap<>(
                Map.of("state", asked.get("state"), "code", code(asked, claims(asked)), "iss", provider.issuer()));
    }

    private void refused(Response answer, int status, String... texts) {
        answer.then().statusCode(status).contentType("text/html;charset=UTF-8").body(containsString("Trace id"));
        assertThat(List.of(texts))
                .allSatisfy(text -> assertThat(answer.asString()).contains(text));
        assertThat(browser.signedIn()).isFalse();
    }

    @Test
    void aPersonSignsIn() {
        // given
        Map<String, String> asked = begun();
        Cookie tie = browser.start(connection).detailedCookie("__Host-rollcall-oidc");

        // when
        Response answer = callback(answer(asked));

        // then
        answer.then().statusCode(303).header("Location", "/account");
        assertThat(browser.signedIn()).isTrue();
        assertThat(tie.isSecured()).isTrue();
        assertThat(tie.getSameSite()).isEqualTo("Lax");
        assertThat(ConnectionsStandIn.asked(connection.id())).singleElement().satisfies(question -> {
            assertThat(question.at("/person/method").asText()).isEqualTo("OIDC");
            assertThat(question.at("/person/email").asText()).isEqualTo("ann@acme.test");
        });
    }

    /** R-NEG-49, R-SSO-10. */
    @Test
    void aStateThatIsMissingUnknownAnothersOrUsedIsLost() {
        Map<String, String> asked = begun();
        Map<String, String> answer = answer(asked);

        Map<String, String> missing = new LinkedHashMap<>(answer);
        missing.remove("state");
        refused(callback(missing), 400, LOST, "state_missing");
        Map<String, String> unknown = new LinkedHashMap<>(answer);
        unknown.put("state", "A".repeat(43));
        refused(callback(unknown), 400, LOST, "state_unknown");
        refused(
                new TestBrowser().request().queryParams(answer).get("/oidc/" + connection.id() + "/callback"),
                400,
                LOST,
                "browser_mismatch");

        assertThat(callback(answer).statusCode()).isEqualTo(303);
        browser.cookies.remove(Gateway.COOKIE);
        refused(callback(answer), 400, LOST, "state_spent");
        assertThat(Flows.denials(connection.organizationId(), 4))
                .extracting(event -> String.valueOf(((Map<?, ?>) event.get("data")).get("check")))
                .contains("state_missing", "state_unknown", "browser_mismatch", "state_spent");
    }

    /** R-NEG-49: what is not encoded as addresses are is nothing that we asked for. Mostly it is turned away before there is a page to say so. */
    @Test
    void anAddressThatIsEncodedWronglyIsRefused() throws IOException {
        for (String address : List.of(
                "/oidc/" + connection.id() + "/callback?state=%zz",
                "/sign-in/sso?connection=" + connection.id() + "&email=%zz")) {
            assertThat(answerTo(address)).startsWith("HTTP/1.1 400 ");
        }
    }

    /** By a socket: no client sends such an address. */
    private static String answerTo(String address) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            String request = "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** R-NEG-50, R-NEG-59. */
    @Test
    void aTokenForAnotherQuestionAndACodeThatIsNoneAreRefused() {
        Map<String, String> asked = begun();
        Map<String, Object> other = claims(asked);
        other.put("nonce", "another");
        refused(
                callback(Map.of("state", asked.get("state"), "code", code(asked, other), "iss", provider.issuer())),
                400,
                "nonce_mismatch");

        Map<String, String> again = begun();
        refused(
                callback(Map.of("state", again.get("state"), "code", "made-up", "iss", provider.issuer())),
                403,
                "code_refused");
    }

    /** R-NEG-58, R-NEG-61. */
    @Test
    void tokensInTheAddressAndAnswersOfOtherProvidersAreRefused() {
        for (String token : List.of("access_token", "id_token")) {
            Map<String, String> asked = begun();
            refused(
                    callback(Map.of("state", asked.get("state"), token, "ey", "iss", provider.issuer())),
                    400,
                    "token_in_callback");
        }
        Map<String, String> asked = begun();
        Map<String, String> foreign = answer(asked);
        foreign.put("iss", "https://evil.example");
        refused(callback(foreign), 403, "response_issuer_mismatch");
        Map<String, String> silent = answer(begun());
        silent.remove("iss");
        refused(callback(silent), 403, "response_issuer_missing");
        assertThat(provider.tokenRequests).isEmpty();
    }

    /** R-NEG-62. */
    @Test
    void aProvidersErrorIsShownEscaped() {
        Map<String, String> asked = begun();
        Response answer = callback(Map.of(
                "state",
                asked.get("state"),
                "iss",
                provider.issuer(),
                "error",
                "access_denied",
                "error_description",
                "<script>alert(1)</script>"));
        refused(answer, 403, "access_denied", "&lt;script&gt;");
        assertThat(answer.asString()).doesNotContain("<script");
    }

    /** R-NEG-65. */
    @Test
    void aProviderThatDoesNotAnswerIsGivenUpOn() {
        provider.slow = true;
        Map<String, String> answer = answer(begun());
        long start = System.nanoTime();
        refused(callback(answer), 502, "could not be reached");
        assertThat(System.nanoTime() - start).isLessThan(8_000_000_000L);
    }

    /** R-NEG-65: a slow provider takes a few threads, and the next one is told at once and may come again with the same answer. */
    @Test
    void whoComesBackFromASlowProviderWhereManyWaitIsToldAtOnce() throws Exception {
        // given: as many as may wait
        Map<String, String> mine = answer(begun());
        Map<String, String> cookies = Map.copyOf(browser.cookies);
        provider.slow = true;
        try (var waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> others = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                TestBrowser other = new TestBrowser();
                String location = other.start(connection).header("Location");
                Map<String, String> theirs =
                        answer(SamlIdp.query(URI.create(location).getRawQuery()));
                others.add(waiting.submit(() -> other.request()
                        .queryParams(theirs)
                        .get("/oidc/" + connection.id() + "/callback")
                        .statusCode()));
            }

            // when: an answer to nothing is refused as such, until the four are slow
            Response answer;
            do {
                answer = somebody().queryParam("state", "A".repeat(43)).get("/oidc/" + connection.id() + "/callback");
            } while (answer.statusCode() == 400);

            // then
            refused(answer, 503, "answers slowly");
            refused(somebody().cookies(cookies).queryParams(mine).get("/oidc/" + connection.id() + "/callback"), 503);
            for (Future<Integer> other : others) {
                assertThat(other.get()).isEqualTo(502);
            }
        }

        // and: what was not looked at was not spent
        provider.slow = false;
        callback(mine).then().statusCode(303);
    }

    /** R-NEG-60. */
    @Test
    void aProviderThatIsAwayEndsTheSignInBeforeItBegins() {
        provider.close();
        refused(browser.start(connection), 502, "could not be reached");
    }

    /** R-NEG-70, for the other protocol. */
    @Test
    void theCallbackTakesNoForms() {
        somebody()
                .formParam("state", "x")
                .post("/oidc/" + connection.id() + "/callback")
                .then()
                .statusCode(405);
    }

    private Map<String, Object> logout() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", provider.issuer());
        claims.put("aud", CLIENT);
        claims.put("iat", Instant.now().getEpochSecond());
        claims.put("exp", Instant.now().getEpochSecond() + 60);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("sid", "sid-1");
        claims.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        return claims;
    }

    private static String token(Map<String, Object> claims) {
        return OidcKeys.token(Map.of("alg", "RS256", "kid", "rsa", "typ", "logout+jwt"), claims, "rsa");
    }

    private Response order(String token) {
        return somebody()
                .contentType("application/x-www-form-urlencoded")
                .formParam("logout_token", token)
                .post("/oidc/" + connection.id() + "/backchannel-logout");
    }

    private boolean live(String session) {
        return somebody().cookie(Gateway.COOKIE, session).get("/account").statusCode() == 200;
    }

    @Test
    void theProviderEndsTheSessionThatItNamesOnce() {
        // given
        assertThat(callback(answer(begun())).statusCode()).isEqualTo(303);
        String session = browser.cookies.get(Gateway.COOKIE);
        String token = token(logout());

        // when
        order(token).then().statusCode(200).header("Cache-Control", "no-store");

        // then
        assertThat(live(session)).isFalse();
        order(token).then().statusCode(400).body("error_description", equalTo("replay"));
    }

    /** R-NEG-64. */
    @Test
    void whatIsNoLogoutTokenOfTheConnectionsProviderEndsNothing() {
        // given
        Map<String, String> asked = begun();
        Map<String, Object> idToken = claims(asked);
        idToken.put("iss", provider.issuer());
        Map<String, Object> noEvents = logout();
        noEvents.remove("events");
        Map<String, Object> nonce = logout();
        nonce.put("nonce", "n");
        Map<String, Object> audience = logout();
        audience.put("aud", "other");
        Map<String, Object> issuer = logout();
        issuer.put("iss", "https://evil.example");
        Map<String, Object> target = logout();
        target.remove("sid");
        assertThat(callback(answer(asked)).statusCode()).isEqualTo(303);
        List<String> wrong = List.of(
                OidcKeys.token(Map.of("alg", "none"), logout(), "nobody"),
                OidcKeys.token(Map.of("alg", "RS256", "kid", "rsa"), logout(), "attacker"),
                OidcKeys.token(Map.of("alg", "RS256", "kid", "rsa", "typ", "JWT"), idToken, "rsa"),
                token(noEvents),
                token(nonce),
                token(audience),
                token(issuer),
                token(target),
                "no token");

        // then
        for (String token : wrong) {
            order(token)
                    .then()
                    .statusCode(400)
                    .header("Cache-Control", "no-store")
                    .body("error", equalTo("invalid_request"));
        }
        somebody()
                .contentType("application/x-www-form-urlencoded")
                .post("/oidc/" + connection.id() + "/backchannel-logout")
                .then()
                .statusCode(400);
        somebody()
                .formParam("logout_token", token(logout()))
                .post("/oidc/" + UUID.randomUUID() + "/backchannel-logout")
                .then()
                .statusCode(400);
        assertThat(live(browser.cookies.get(Gateway.COOKIE))).isTrue();
    }
}
