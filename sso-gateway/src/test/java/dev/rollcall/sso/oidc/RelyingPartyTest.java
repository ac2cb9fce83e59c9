package dev.rollcall.sso.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.rollcall.kit.outbound.Outbound;
import dev.rollcall.sso.identity.ProvenIdentity;
import dev.rollcall.sso.secret.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole sign-ins at a provider on this machine, over HTTP. */
class RelyingPartyTest {
    private static final String BROWSER = "secret-of-the-cookie";

    private LocalProvider provider;
    private RelyingParty relyingParty;

    @BeforeEach
    void begin() throws IOException {
        provider = new LocalProvider();
        Outbound outbound = new Outbound(true, List.of(), Duration.ofSeconds(2));
        relyingParty = new RelyingParty(outbound, new Discovery(outbound), Clock.fixed(OidcCase.NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void end() {
        provider.close();
    }

    private OidcClient client(ClientAuthentication authentication) {
        return new OidcClient(
                OidcCase.CONNECTION,
                1,
                new Provider.Standard(provider.issuer()),
                "rollcall & co",
                authentication,
                "https://sso.example/oidc/callback",
                OidcClient.USUAL_SCOPES,
                Set.of("RS256"),
                null);
    }

    private OidcClient client() {
        return client(new ClientAuthentication.SecretBasic("se:cr et"));
    }

    private static OidcLoginRequest request(OidcClient client) {
        return OidcLoginRequest.fresh(client, BROWSER, null, "/account", OidcCase.NOW);
    }

    private Map<String, String> begun(OidcClient client, OidcLoginRequest request) {
        return switch (relyingParty.begin(client, request, "anna@acme.test", "login")) {
            case Verdict.TurnedDown<String> no -> fail(no.objection().toString());
            case Verdict.Accepted<String> accepted -> {
                assertThat(accepted.value()).startsWith(provider.issuer() + "/authorize?");
                Map<String, String> parameters = new LinkedHashMap<>();
                for (String pair : URI.create(accepted.value()).getRawQuery().split("&")) {
                    parameters.put(
                            pair.substring(0, pair.indexOf('=')),
                            URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8));
                }
                yield parameters;
            }
        };
    }

    /** The person proves themselves to the provider, which sends the browser back with a code. */
    private Callback authenticated(OidcClient client, OidcLoginRequest request, Map<String, Object> claims) {
        Map<String, String> asked = begun(client, request);
        Map<String, Object> said = new LinkedHashMap<>(Map.of(
                "sub", "248289761001",
                "aud", asked.get("client_id"),
                "nonce", asked.get("nonce"),
                "iat", OidcCase.NOW.getEpochSecond(),
                "exp", OidcCase.NOW.getEpochSecond() + 60));
        said.putAll(claims);
        provider.codes.put("code-1", new LocalProvider.Grant(asked.get("code_challenge"), said));
        return callback("code-1", request.state());
    }

    private Callback callback(String code, String state) {
        return new Callback(
                OidcCase.CONNECTION,
                true,
                Map.of("code", List.of(code), "state", List.of(state), "iss", List.of(provider.issuer())),
                Sha256.of(BROWSER));
    }

    private static ProvenIdentity identity(Verdict<ProvenIdentity> verdict) {
        return switch (verdict) {
            case Verdict.Accepted<ProvenIdentity> accepted -> accepted.value();
            case Verdict.TurnedDown<ProvenIdentity> no -> fail(no.objection().toString());
        };
    }

    private static OidcRefusal refusal(Verdict<?> verdict) {
        return switch (verdict) {
            case Verdict.Accepted<?> accepted -> fail("accepted as " + accepted.value());
            case Verdict.TurnedDown<?> no -> no.objection().why();
        };
    }

    @Test
    void theBrowserIsSentWithStateNonceAndPkce() {
        OidcClient client = client();
        OidcLoginRequest request = request(client);

        Map<String, String> parameters = begun(client, request);

        assertThat(parameters)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "rollcall & co")
                .containsEntry("redirect_uri", "https://sso.example/oidc/callback")
                .containsEntry("scope", "openid profile email")
                .containsEntry("state", request.state())
                .containsEntry("nonce", request.nonce())
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("login_hint", "anna@acme.test")
                .containsEntry("prompt", "login")
                .doesNotContainKeys("response_mode", "max_age");
        assertThat(parameters.get("code_challenge")).hasSize(43).isNotEqualTo(request.codeVerifier());
        assertThat(Set.of(request.state(), request.nonce(), request.codeVerifier()))
                .hasSize(3)
                .allSatisfy(secret -> assertThat(secret).hasSize(43));
        assertThat(parameters.values()).doesNotContain(request.codeVerifier());
    }

    /** RFC 7636 appendix B. */
    @Test
    void theChallengeIsTheStandardsOwn() {
        assertThat(AuthorizationRequest.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void somebodyWhoComesBackWithACodeIsKnown() {
        OidcClient client = client();
        OidcLoginRequest request = request(client);
        Callback callback = authenticated(client, request, Map.of("email", "anna@acme.test"));

        ProvenIdentity anna = identity(relyingParty.finish(client, request, callback));

        assertThat(anna.subject()).isEqualTo("248289761001");
        assertThat(anna.issuer()).isEqualTo(provider.issuer());
        assertThat(anna.email()).isEqualTo("anna@acme.test");
        String basic = provider.tokenRequests.getFirst().get("Authorization").substring("Basic ".length());
        assertThat(new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8))
                .isEqualTo("rollcall+%26+co:se%3Acr+et");
        assertThat(provider.tokenRequests.getFirst()).doesNotContainKeys("client_id", "client_secret");
    }

    @Test
    void theSecretMayGoIntoTheForm() {
        OidcClient client = client(new ClientAuthentication.SecretPost("se:cr et"));
        OidcLoginRequest request = request(client);

        identity(relyingParty.finish(client, request, authenticated(client, request, Map.of("email", "a@acme.test"))));

        assertThat(provider.tokenRequests.getFirst())
                .containsEntry("client_id", "rollcall & co")
                .containsEntry("client_secret", "se:cr et")
                .doesNotContainKey("Authorization");
    }

    @Test
    void aPrivateKeyMayStandForASecret() throws Exception {
        var pair = OidcKeys.named("ec");
        OidcClient client =
                client(new ClientAuthentication.PrivateKeyJwt(pair.getPrivate(), "ES256", "our-key", "thumbprint"));
        OidcLoginRequest request = request(client);

        identity(relyingParty.finish(client, request, authenticated(client, request, Map.of("email", "a@acme.test"))));

        var proof = new JwtConsumerBuilder()
                .setVerificationKey(pair.getPublic())
                .setExpectedIssuer("rollcall & co")
                .setExpectedSubject("rollcall & co")
                .setExpectedAudience(provider.issuer() + "/token")
                .setRequireJwtId()
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromSeconds(OidcCase.NOW.getEpochSecond()))
                .build()
                .process(provider.tokenRequests.getFirst().get("client_assertion"));
        assertThat(proof.getJoseObjects().getFirst().getKeyIdHeaderValue()).isEqualTo("our-key");
        assertThat(proof.getJoseObjects().getFirst().getX509CertSha256ThumbprintHeaderValue())
                .isEqualTo("thumbprint");
    }

    /** R-NEG-59. */
    @Test
    void aCodeWorksOnceAndOnlyWithItsVerifier() {
        OidcClient client = client();
        OidcLoginRequest request = request(client);
        Callback callback = authenticated(client, request, Map.of("email", "anna@acme.test"));
        identity(relyingParty.finish(client, request, callback));
        assertThat(refusal(relyingParty.finish(client, request, callback))).isEqualTo(OidcRefusal.CODE_REFUSED);

        OidcLoginRequest mine = request(client);
        Callback stolen = authenticated(client, request(client), Map.of("email", "anna@acme.test"));
        Callback injected = callback(stolen.value("code"), mine.state());
        assertThat(refusal(relyingParty.finish(client, mine, injected))).isEqualTo(OidcRefusal.CODE_REFUSED);
    }

    @Test
    void anAnswerThatIsTurnedDownSpendsNoCode() {
        OidcClient client = client();
        OidcLoginRequest request = request(client);
        Callback callback = authenticated(client, request, Map.of("email", "anna@acme.test"));
        Callback elsewhere =
                new Callback(OidcCase.CONNECTION, true, callback.parameters(), Sha256.of("another browser"));

        assertThat(refusal(relyingParty.finish(client, request, elsewhere))).isEqualTo(OidcRefusal.BROWSER_MISMATCH);

        assertThat(provider.tokenRequests).isEmpty();
    }

    /** R-NEG-52. */
    @Test
    void anUnknownKeyCausesNoLookWithinAMinuteOfTheLast() {
        OidcClient client = client();
        OidcLoginRequest request = request(client);
        identity(relyingParty.finish(client, request, authenticated(client, request, Map.of("email", "a@acme.test"))));
        provider.signer = "rsa-next";
        for (int i = 0; i < 5; i++) {
            Callback callback = authenticated(client, request, Map.of("email", "a@acme.test"));
            assertThat(refusal(relyingParty.finish(client, request, callback))).isEqualTo(OidcRefusal.KEY_UNKNOWN);
        }
        // The keys were fetched less than a minute ago: nobody makes us ask again.
        assertThat(provider.keyLooks).hasValue(1);
    }

    /** R-NEG-53. */
    @Test
    void theKeysOfAConnectionAreItsOwnProviders() throws IOException {
        try (LocalProvider other = new LocalProvider()) {
            other.published = List.of("other-connection");
            other.signer = "other-connection";
            OidcClient client = client();
            OidcLoginRequest request = request(client);
            provider.signer = "other-connection";
            Callback callback = authenticated(client, request, Map.of("email", "a@acme.test"));

            assertThat(refusal(relyingParty.finish(client, request, callback))).isEqualTo(OidcRefusal.KEY_UNKNOWN);
            assertThat(other.keyLooks).hasValue(0);
        }
    }

    /** R-NEG-57. */
    @Test
    void anEmailThatTheTokenLeavesOutIsAskedForOfTheSamePerson() {
        OidcClient client = client();
        OidcLoginRequest request = request(client);
        provider.userinfo = Map.of("sub", "248289761001", "email", "anna@acme.test");
        Callback callback = authenticated(client, request, Map.of());
        assertThat(identity(relyingParty.finish(client, request, callback)).email())
                .isEqualTo("anna@acme.test");

        provider.userinfo = Map.of("sub", "somebody-else", "email", "admin@acme.test");
        Callback again = authenticated(client, request, Map.of());
        assertThat(refusal(relyingParty.finish(client, request, again))).isEqualTo(OidcRefusal.USERINFO_MISMATCH);
    }

    /** R-NEG-65. */
    @Test
    void aProviderThatIsSlowOrTalksTooMuchIsGivenUp() {
        OidcClient client = client();
        OidcLoginRequest request = request(client);
        provider.padding = 5 << 20;
        Callback callback = authenticated(client, request, Map.of("email", "anna@acme.test"));
        assertThat(refusal(relyingParty.finish(client, request, callback))).isEqualTo(OidcRefusal.PROVIDER_UNREACHABLE);

        provider.slow = true;
        Callback again = authenticated(client, request, Map.of("email", "anna@acme.test"));
        long begun = System.nanoTime();
        assertThat(refusal(relyingParty.finish(client, request, again))).isEqualTo(OidcRefusal.PROVIDER_UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    /** R-NEG-65: outside the sandbox, a provider on a private address is none. */
    @Test
    void aProviderInsideIsNotCalled() {
        Outbound outbound = new Outbound(false, List.of(), Duration.ofSeconds(2));
        var strict = new RelyingParty(outbound, new Discovery(outbound), Clock.fixed(OidcCase.NOW, ZoneOffset.UTC));

        assertThat(refusal(strict.begin(client(), request(client()), null, null)))
                .isEqualTo(OidcRefusal.PROVIDER_UNREACHABLE);
    }

    /** R-NEG-64. */
    @Test
    void aLogoutTokenOrdersTheEndOfSessions() {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of(
                "iss",
                provider.issuer(),
                "aud",
                "rollcall & co",
                "sid",
                "session-7",
                "jti",
                "logout-1",
                "iat",
                OidcCase.NOW.getEpochSecond(),
                "exp",
                OidcCase.NOW.getEpochSecond() + 120,
                "events",
                Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())));
        String token = OidcKeys.token(Map.of("alg", "RS256", "kid", "rsa", "typ", "logout+jwt"), claims, "rsa");

        assertThat(relyingParty.logout(client(), token))
                .isEqualTo(Verdict.accepted(new LogoutOrder(
                        provider.issuer(),
                        "logout-1",
                        OidcCase.NOW.plusSeconds(420),
                        OidcCase.NOW,
                        null,
                        "session-7")));
        assertThat(refusal(relyingParty.logout(client(), token + "A"))).isEqualTo(OidcRefusal.SIGNATURE_INVALID);
        assertThat(refusal(relyingParty.logout(client(), "A".repeat(1 << 20)))).isEqualTo(OidcRefusal.TOKEN_MALFORMED);
    }

    @Test
    void secretsShowNowhere() {
        OidcClient client = client();
        OidcLoginRequest request = request(client);
        Callback callback = callback("code-1", request.state());

        assertThat(client + " " + request + " " + callback + " " + new TokenAnswer("id-token-1", "access-1"))
                .doesNotContain("se:cr et", request.state(), request.nonce(), request.codeVerifier())
                .doesNotContain("code-1", "id-token-1", "access-1");
    }
}
