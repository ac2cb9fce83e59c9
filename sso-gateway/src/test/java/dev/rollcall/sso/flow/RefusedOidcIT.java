package dev.rollcall.sso.flow;

import static dev.rollcall.sso.flow.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.IdpSettings.Oidc.Authentication;
import dev.rollcall.contract.signin.IdpSettings.Oidc.Kind;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.contract.signin.SignInConnection.State;
import dev.rollcall.sso.flow.Flows.TestBrowser;
import dev.rollcall.sso.oidc.LocalProvider;
import dev.rollcall.sso.oidc.OidcKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link RefusedSamlIT}, over OpenID Connect: R-NEG-49, R-NEG-50, R-NEG-51, R-NEG-52, R-NEG-55, R-NEG-56, R-NEG-57, R-NEG-58,
 * R-NEG-59, R-NEG-60, R-NEG-61, R-NEG-62, R-NEG-63, R-NEG-67, R-NEG-75, R-NEG-77, R-NEG-79, R-NEG-85, R-NEG-89. */
@QuarkusTest
class RefusedOidcIT {
    private static final String CLIENT = "rollcall";

    private LocalProvider provider;
    private SignInConnection connection;
    private final TestBrowser browser = new TestBrowser();

    @BeforeEach
    void provider() throws IOException {
        // makes the keys, which takes longer than a provider may
        OidcKeys.token(Map.of("alg", "RS256"), Map.of(), "rsa");
        provider = new LocalProvider();
        connection = Flows.connection(settings(provider.issuer()));
    }

    private static IdpSettings.Oidc settings(String issuer) {
        return new IdpSettings.Oidc(
                Kind.STANDARD,
                issuer,
                List.of(),
                CLIENT,
                Authentication.CLIENT_SECRET_BASIC,
                "secret",
                List.of("RS256"),
                List.of("openid", "email"),
                null);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    /** One wrong answer; null takes a claim or a parameter out. */
    record Attack(
            String check,
            int status,
            Map<String, Object> claims,
            Map<String, String> parameters,
            Consumer<LocalProvider> provider) {
        @Override
        public String toString() {
            return check;
        }
    }

    private static Attack claimed(String check, int status, String claim, Object value) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put(claim, value);
        return new Attack(check, status, claims, Map.of(), provider -> {});
    }

    private static Attack called(String check, int status, String parameter, String value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(parameter, value);
        return new Attack(check, status, Map.of(), parameters, provider -> {});
    }

    private static Attack answered(String check, int status, Consumer<LocalProvider> provider) {
        return new Attack(check, status, Map.of(), Map.of(), provider);
    }

    static List<Attack> attacks() {
        long now = Instant.now().getEpochSecond();
        return List.of(
                claimed("nonce_missing", 400, "nonce", null),
                claimed("nonce_mismatch", 400, "nonce", "another"),
                claimed("audience_mismatch", 403, "aud", "another"),
                claimed("authorized_party", 403, "aud", List.of(CLIENT, "another")),
                claimed("expired", 403, "exp", now - 120),
                claimed("not_yet_valid", 403, "nbf", now + 3600),
                claimed("time_missing", 400, "iat", null),
                claimed("subject_missing", 400, "sub", null),
                claimed("token_type", 400, "events", Map.of()),
                claimed("access_token_mismatch", 403, "at_hash", "AAAAAAAAAAAAAAAAAAAAAA"),
                claimed("email_ambiguous", 403, "email", List.of("ann@acme.test", "admin@acme.test")),
                claimed("email_malformed", 403, "email", "admin\u200B@acme.test"),
                claimed("email_unverified", 403, "email_verified", false),
                claimed("userinfo_mismatch", 403, "email", null),
                called("state_missing", 400, "state", null),
                called("state_unknown", 400, "state", "A".repeat(43)),
                called("code_missing", 400, "code", null),
                called("code_refused", 403, "code", "made-up"),
                called("token_in_callback", 400, "access_token", "x"),
                called("token_in_callback", 400, "id_token", "x"),
                called("response_issuer_missing", 403, "iss", null),
                called("response_issuer_mismatch", 403, "iss", "https://evil.example"),
                called("provider_error", 403, "error", "access_denied"),
                called("response_mode", 400, "response", "e30.e30.x"),
                answered("key_unknown", 403, provider -> provider.signer = "rsa-next"),
                answered("signature_algorithm", 403, provider -> provider.header = Map.of("alg", "none")),
                answered("signature_invalid", 403, provider -> {
                    provider.signer = "attacker";
                    provider.header = Map.of("kid", "rsa");
                }));
    }

    private Map<String, String> begun() {
        return SamlIdp.query(
                URI.create(browser.start(connection).header("Location")).getRawQuery());
    }

    private Response callback(Map<String, String> asked, Map<String, Object> claims, Map<String, String> parameters) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> said = new LinkedHashMap<>(Map.of(
                "sub",
                "ann-1",
                "aud",
                CLIENT,
                "iat",
                now,
                "exp",
                now + 60,
                "nonce",
                asked.get("nonce"),
                "email",
                "ann@acme.test"));
        claims.forEach((name, value) -> put(said, name, value));
        return callback(connection, browser, asked, said, parameters);
    }

    private Response callback(
            SignInConnection at,
            TestBrowser who,
            Map<String, String> asked,
            Map<String, Object> said,
            Map<String, String> parameters) {
        String code = "code-" + UUID.randomUUID();
        provider.codes.put(code, new LocalProvider.Grant(asked.get("code_challenge"), said));
        Map<String, String> sent =
                new LinkedHashMap<>(Map.of("state", asked.get("state"), "code", code, "iss", provider.issuer()));
        parameters.forEach((name, value) -> put(sent, name, value));
        return who.keep(who.request().queryParams(sent).get("/oidc/" + at.id() + "/callback"));
    }

    private static <V> void put(Map<String, V> into, String name, V value) {
        if (value == null) {
            into.remove(name);
        } else {
            into.put(name, value);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void aRefusedAnswerLeavesAPageATraceAndAnEventAndNothingElse(Attack attack) {
        Map<String, String> asked = begun();
        attack.provider().accept(provider);

        Response page = callback(asked, attack.claims(), attack.parameters());

        refused(connection, browser, page, attack.status(), attack.check());
        assertThat(page.asString()).doesNotContain("admin@acme.test");
    }

    /** R-NEG-79: both connections trust the same provider, and have the same client. */
    @Test
    void anAnswerAtAnotherConnectionsAddressIsRefused() {
        SignInConnection other = Flows.connection(settings(provider.issuer()));

        Response page = callback(other, browser, begun(), Map.of(), Map.of());

        refused(other, browser, page, 400, "connection_mismatch");
        assertThat(provider.tokenRequests).isEmpty();
    }

    /** R-NEG-67: the attacker's own answer, in the browser of somebody who signs in at the same moment. */
    @Test
    void anAttackersAnswerFinishesNobodyElsesSignIn() {
        TestBrowser attacker = new TestBrowser();
        Map<String, String> theirs = SamlIdp.query(
                URI.create(attacker.start(connection).header("Location")).getRawQuery());
        begun();

        Response page = callback(connection, browser, theirs, Map.of(), Map.of());

        refused(connection, browser, page, 400, "browser_mismatch");
        assertThat(provider.tokenRequests).isEmpty();
    }

    /** R-NEG-85: nothing is asked of the provider for a connection that is off, or another one than at the start. */
    @Test
    void aConnectionThatWasSwitchedOffOrChangedMeanwhileLetsNobodyIn() {
        Map<String, String> before = begun();
        Flows.changed(connection, State.DISABLED, 1, settings(provider.issuer()));
        refused(connection, browser, callback(before, Map.of(), Map.of()), 403, "connection_disabled");

        Flows.changed(connection, State.ACTIVE, 1, settings(provider.issuer()));
        Map<String, String> again = begun();
        Flows.changed(connection, State.ACTIVE, 2, settings(provider.issuer()));
        refused(connection, browser, callback(again, Map.of(), Map.of()), 403, "connection_changed");
        assertThat(provider.tokenRequests).isEmpty();
    }

    /** R-NEG-62: what the provider says is in the trace as it came, and on the page as text. */
    @Test
    void aProvidersWordsAreTracedAndEscaped() {
        Response page = callback(
                begun(), Map.of(), Map.of("error", "<b>denied</b>", "error_description", "<script>alert(1)</script>"));

        JsonPath trace = refused(connection, browser, page, 403, "provider_error");
        assertThat(trace.getString("received")).isEqualTo("<b>denied</b>: <script>alert(1)</script>");
        assertThat(page.asString()).doesNotContain("<script", "<b>").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    /** R-NEG-60: the sign-in ends before it begins, and is told and traced all the same. */
    @Test
    void aProviderOfAnotherNameEndsTheSignInAtItsStart() {
        SignInConnection other = Flows.connection(settings(provider.issuer() + "/"));

        refused(other, browser, browser.start(other), 502, "discovery_issuer_mismatch");
    }
}
