package dev.rollcall.sso.token;

import static dev.rollcall.sso.Gateway.somebody;
import static dev.rollcall.sso.MembershipStandIn.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.kit.TestTokens;
import dev.rollcall.sso.MemberBook;
import dev.rollcall.sso.secret.Fresh;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** R-NEG-71: what an attacker makes of an access token is none. */
@QuarkusTest
class ForgedTokensIT {
    private final UUID account = MemberBook.account("owner", Map.of("acme", ACME));
    private final UUID member = MemberBook.entries(account).getFirst().memberId();
    private final String good = TestTokens.member(account, ACME, member, "owner", 1);

    private static Response use(String token) {
        return somebody().auth().preemptive().oauth2(token).get("/v2/orgs/acme/access-tokens");
    }

    private static void refused(String token) {
        use(token).then().statusCode(401).body("code", equalTo("TOKEN_INVALID"));
    }

    private String payload() {
        return new String(Base64.getUrlDecoder().decode(good.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    private String signed(String algorithm, java.security.Key key, String payload) throws JoseException {
        JsonWebSignature forged = new JsonWebSignature();
        forged.setPayload(payload);
        forged.setAlgorithmHeaderValue(algorithm);
        forged.setKeyIdHeaderValue("test");
        forged.setKey(key);
        forged.setDoKeyValidation(false);
        return forged.getCompactSerialization();
    }

    private static PrivateKey ownKey(String kind) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        if (kind.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else {
            generator.initialize(2048);
        }
        return generator.generateKeyPair().getPrivate();
    }

    @Test
    void theTokenThatIsForgedBelowIsGood() {
        use(good).then().statusCode(200);
    }

    @Test
    void aTokenWithoutASignatureIsNone() {
        String[] parts = good.split("\\.");
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        refused(none + "." + parts[1] + ".");
        refused(parts[0] + "." + parts[1] + ".");
        refused(parts[0] + "." + parts[1]);
    }

    @Test
    void anotherKeyOfTheSameNameIsNotOurs() throws Exception {
        refused(signed(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, ownKey("EC"), payload()));
    }

    @Test
    void otherAlgorithmsAreNotTaken() throws Exception {
        refused(signed(AlgorithmIdentifiers.RSA_USING_SHA256, ownKey("RSA"), payload()));
        // The public key is known to all: as a secret it would prove nothing.
        byte[] known = somebody().get("/.well-known/jwks.json").asByteArray();
        refused(signed(AlgorithmIdentifiers.HMAC_SHA256, new HmacKey(known), payload()));
        refused(signed(AlgorithmIdentifiers.HMAC_SHA256, new HmacKey(Fresh.bytes(32)), payload()));
    }

    @Test
    void aChangedPayloadBreaksTheSignature() {
        String[] parts = good.split("\\.");
        String changed = payload().replace(ACME.toString(), UUID.randomUUID().toString());
        assertThat(changed).isNotEqualTo(payload());
        refused(parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2]);
    }

    @Test
    void aTokenForAnotherServiceOrOfAnotherTimeIsNone() {
        refused(TestTokens.memberElsewhere(ACME, member, "rollcall-audit"));
        refused(TestTokens.expiredMember(ACME, member));
        refused(TestTokens.service("audit-service", "sso-gateway"));
    }

    @Test
    void whatIsNoTokenAtAllIsRefusedLikewise() {
        for (String wrong : Arrays.asList("x", "a.b.c", "....", "x".repeat(9_000))) {
            refused(wrong);
        }
    }

    /** The epoch of a deactivation voids what was signed before, within half a second. */
    @Test
    void aTokenOfSomebodyDeactivatedSinceIsVoid() {
        // given
        use(good).then().statusCode(200);

        // when
        MemberBook.deactivate(account, "acme");

        // then
        long end = System.nanoTime() + java.time.Duration.ofSeconds(1).toNanos();
        while (use(good).statusCode() == 200) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
        refused(good);
    }
}
