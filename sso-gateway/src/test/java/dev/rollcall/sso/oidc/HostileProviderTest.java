package dev.rollcall.sso.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.rollcall.kit.outbound.LastKnown;
import dev.rollcall.kit.outbound.Outbound;
import dev.rollcall.sso.secret.Sha256;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a provider's answers and tokens cannot make us do: R-NEG-52, R-NEG-59, R-NEG-65. */
class HostileProviderTest {
    private static final String BROWSER = "secret-of-the-cookie";

    private final AtomicLong nanos = new AtomicLong();
    private LocalProvider provider;
    private RelyingParty relyingParty;
    private OidcClient client;
    private OidcLoginRequest request;

    @BeforeEach
    void begin() throws IOException {
        OidcKeys.named("rsa"); // made before the clock of a call runs
        provider = new LocalProvider();
        Outbound outbound = new Outbound(true, List.of(), Duration.ofSeconds(2));
        relyingParty = new RelyingParty(
                outbound, new Discovery(outbound, nanos::get), Clock.fixed(OidcCase.NOW, ZoneOffset.UTC));
        client = new OidcClient(
                OidcCase.CONNECTION,
                1,
                new Provider.Standard(provider.issuer()),
                "rollcall",
                new ClientAuthentication.SecretBasic("secret"),
                "https://sso.example/oidc/callback",
                OidcClient.USUAL_SCOPES,
                Set.of("RS256"),
                null);
        request = OidcLoginRequest.fresh(client, BROWSER, null, "/account", OidcCase.NOW);
    }

    @AfterEach
    void end() {
        provider.close();
    }

    /** @param owner whose code it is */
    private Verdict<?> signIn(String owner) {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of(
                "sub",
                "248289761001",
                "aud",
                "rollcall",
                "nonce",
                request.nonce(),
                "email",
                "anna@acme.test",
                "iat",
                OidcCase.NOW.getEpochSecond(),
                "exp",
                OidcCase.NOW.getEpochSecond() + 60));
        String challenge = AuthorizationRequest.challenge(request.codeVerifier());
        provider.codes.put("code-1", new LocalProvider.Grant(challenge, claims, owner));
        return relyingParty.finish(
                client,
                request,
                new Callback(
                        OidcCase.CONNECTION,
                        true,
                        Map.of(
                                "code", List.of("code-1"),
                                "state", List.of(request.state()),
                                "iss", List.of(provider.issuer())),
                        Sha256.of(BROWSER)));
    }

    private OidcRefusal refused(String owner) {
        return switch (signIn(owner)) {
            case Verdict.Accepted<?> accepted -> fail("accepted as " + accepted.value());
            case Verdict.TurnedDown<?> no -> no.objection().why();
        };
    }

    private void assertAccepted() {
        assertThat(signIn("rollcall")).isInstanceOf(Verdict.Accepted.class);
    }

    /** R-NEG-52: a new key is found by one look; a key that is nowhere causes one look a minute, and is refused. */
    @Test
    void anUnknownKeyIsLookedForOnceAndThenRefused() {
        assertAccepted();
        assertThat(provider.keyLooks).hasValue(1);
        nanos.addAndGet(LastKnown.LOOK_AGAIN_AFTER.toNanos());

        provider.published = List.of("rsa", "rsa-next");
        provider.signer = "rsa-next";
        assertAccepted();
        assertThat(provider.keyLooks).as("one look finds the new key").hasValue(2);
        nanos.addAndGet(LastKnown.LOOK_AGAIN_AFTER.toNanos());

        provider.signer = "attacker";
        for (int i = 0; i < 5; i++) {
            assertThat(refused("rollcall")).isEqualTo(OidcRefusal.KEY_UNKNOWN);
        }
        assertThat(provider.keyLooks)
                .as("one look finds nothing, and that is it")
                .hasValue(3);
    }

    /** R-NEG-52. */
    @Test
    void addressesOfKeysInATokenAreNeverCalled() {
        String theirs = provider.issuer() + "/keys-of-the-attacker";
        provider.header = Map.of(
                "jku",
                theirs,
                "x5u",
                theirs,
                "jwk",
                OidcKeys.published("attacker").toParams(org.jose4j.jwk.JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        provider.signer = "attacker";
        assertThat(refused("rollcall")).isEqualTo(OidcRefusal.KEY_UNKNOWN);

        Map<String, Object> underOurs = new LinkedHashMap<>(provider.header);
        underOurs.put("kid", "rsa");
        provider.header = underOurs;
        assertThat(refused("rollcall")).isEqualTo(OidcRefusal.SIGNATURE_INVALID);

        assertThat(provider.elsewhere).hasValue(0);
    }

    /** R-NEG-52: what is in a database's or a file's language is a name that nobody has. */
    @Test
    void aKeyIdIsOnlyEverCompared() {
        provider.signer = "attacker";
        for (String kid : List.of(
                "../../dev/null", "x' UNION SELECT 'secret", "${jndi:ldap://127.0.0.1/x}", "rsa\u0000", "RSA")) {
            provider.header = Map.of("kid", kid);
            assertThat(refused("rollcall")).as(kid).isEqualTo(OidcRefusal.KEY_UNKNOWN);
        }
    }

    /** R-NEG-59. */
    @Test
    void aCodeThatWasMadeForAnotherClientGetsNobodyIn() {
        assertThat(refused("another client of the same provider")).isEqualTo(OidcRefusal.CODE_REFUSED);
        assertAccepted();
    }

    /** R-NEG-65. */
    @Test
    void aTokenEndpointThatLeadsElsewhereIsNotFollowed() {
        for (String there : List.of(provider.issuer() + "/inside", "http://169.254.169.254/latest", "/inside")) {
            provider.redirect = there;
            assertThat(refused("rollcall")).isEqualTo(OidcRefusal.PROVIDER_UNREACHABLE);
        }
        assertThat(provider.elsewhere).hasValue(0);
    }
}
