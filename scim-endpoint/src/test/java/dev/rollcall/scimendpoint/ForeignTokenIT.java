package dev.rollcall.scimendpoint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.rollcall.contract.provisioning.ScimClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** E24: an identity provider's own tokens, and everything that only looks like one. */
@QuarkusTest
@QuarkusTestResource(NeighbourTestResource.class)
class ForeignTokenIT {
    private final Neighbour neighbour = NeighbourTestResource.neighbour;
    private IssuerStub idp;
    private ScimClient client;

    @BeforeEach
    void aConnectionThatTrustsAnIssuer() throws Exception {
        idp = new IssuerStub();
        client = new TestConnection(neighbour, 10_000, true, null).client;
        neighbour.trusts(idp.trust(), client);
    }

    @AfterEach
    void theIssuerEnds() {
        idp.close();
    }

    private static Response scim(String token) {
        return given().header("Authorization", "Bearer " + token).get("/scim/v2/ServiceProviderConfig");
    }

    private static void refused(String token, String why) {
        scim(token).then().statusCode(401).body("status", containsString("401")).body("detail", containsString(why));
    }

    @Test
    void aTrustedIssuersTokenReachesItsConnection() throws Exception {
        String token = idp.token();
        for (int i = 0; i < 5; i++) {
            scim(token).then().statusCode(200);
        }
        scim(idp.token()).then().statusCode(200);
        assertThat(idp.looks).hasValue(1);
    }

    @Test
    void ellipticCurveKeysCountToo() throws Exception {
        PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("ec");
        idp.publish(key);
        JsonWebSignature jws = idp.unsigned(idp.claims());
        jws.setKeyIdHeaderValue("ec");
        jws.setKey(key.getPrivateKey());
        jws.setAlgorithmHeaderValue("ES256");
        scim(jws.getCompactSerialization()).then().statusCode(200);
    }

    @Test
    void noSignatureIsNoProof() throws Exception {
        JsonWebSignature jws = idp.unsigned(idp.claims());
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setAlgorithmHeaderValue("none");
        refused(jws.getCompactSerialization(), "neither");
        String genuine = idp.token();
        refused(genuine.substring(0, genuine.lastIndexOf('.') + 1), "signature");
    }

    /** The classic: the published key as a shared secret. */
    @Test
    void anHmacWithThePublicKeyIsNoProof() throws Exception {
        byte[][] secrets = {
            idp.key.getPublicKey().getEncoded(),
            Base64.getMimeEncoder().encode(idp.key.getPublicKey().getEncoded()),
            idp.body.getBytes(StandardCharsets.UTF_8)
        };
        for (byte[] secret : secrets) {
            JsonWebSignature jws = idp.unsigned(idp.claims());
            jws.setKey(new HmacKey(secret));
            jws.setAlgorithmHeaderValue("HS256");
            refused(jws.getCompactSerialization(), "neither");
        }
    }

    /** A token that brings its key along, or says where it lies, proves that its maker has a key. */
    @Test
    void keysThatTheTokenNamesAreIgnored() throws Exception {
        try (IssuerStub attacker = new IssuerStub()) {
            JsonWebSignature jws = attacker.unsigned(idp.claims());
            jws.setKey(attacker.key.getPrivateKey());
            jws.setAlgorithmHeaderValue("RS256");
            jws.setHeader("jku", attacker.uri("/keys"));
            jws.setHeader("x5u", attacker.uri("/keys"));
            jws.setJwkHeader(attacker.key);
            refused(jws.getCompactSerialization(), "signature");
            assertThat(attacker.looks).hasValue(0);
        }
    }

    /** Every tenant's tokens have the same audience; the issuer tells them apart, and its keys prove it. */
    @Test
    void anotherTenantReachesOnlyItsOwn() throws Exception {
        try (IssuerStub other = new IssuerStub();
                IssuerStub nobodys = new IssuerStub()) {
            refused(nobodys.token(), "as the test wants");
            JwtClaims claims = other.claims();
            claims.setIssuer(idp.issuer);
            refused(other.signed(claims), "signature");
            neighbour.trusts(other.trust(), new TestConnection(neighbour, 10_000, false, null).client);
            scim(other.token()).then().statusCode(403);
            scim(idp.token()).then().statusCode(200);
        }
    }

    @Test
    void whatIsGenuineButDoesNotFitIsToldWhy() throws Exception {
        JwtClaims audience = idp.claims();
        audience.setAudience("00000002-0000-0000-c000-000000000000");
        refused(idp.signed(audience), "scimTrust.audience");
        JwtClaims old = idp.claims();
        old.setNotBeforeMinutesInThePast(10);
        old.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 61));
        refused(idp.signed(old), "has expired");
        JwtClaims early = idp.claims();
        early.setNotBeforeMinutesInThePast(-3);
        refused(idp.signed(early), "only later");
        JwtClaims endless = idp.claims();
        endless.unsetClaim("exp");
        refused(idp.signed(endless), "no end");
        JwtClaims lasting = idp.claims();
        lasting.setExpirationTimeMinutesInTheFuture(60 * 24 * 30);
        refused(idp.signed(lasting), "more than a day");
    }

    /** Clocks differ by seconds. */
    @Test
    void aMinutesSkewIsForgiven() throws Exception {
        JwtClaims claims = idp.claims();
        claims.setNotBeforeMinutesInThePast(10);
        claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 20));
        scim(idp.signed(claims)).then().statusCode(200);
    }

    /** With a subject, another application of the same tenant is turned down. */
    @Test
    void aSubjectCanBeDemanded() throws Exception {
        neighbour.trusts(idp.trust("the-one-app"), client);
        refused(idp.token(), "scimTrust.subject");
        JwtClaims claims = idp.claims();
        claims.setSubject("the-one-app");
        scim(idp.signed(claims)).then().statusCode(200);
    }

    /** Made-up key ids cost the issuer one look a minute, and a withdrawn or weak key is none. */
    @Test
    void aStormOfUnknownKeysIsDamped() throws Exception {
        scim(idp.token()).then().statusCode(200);
        for (int i = 0; i < 10; i++) {
            JsonWebSignature jws = idp.unsigned(idp.claims());
            jws.setKeyIdHeaderValue("made-up-" + i);
            jws.setKey(idp.key.getPrivateKey());
            jws.setAlgorithmHeaderValue("RS256");
            refused(jws.getCompactSerialization(), "no such key");
        }
        assertThat(idp.looks).hasValue(1);
    }

    @Test
    void weakKeysDoNotCount() throws Exception {
        PublicJsonWebKey weak = RsaJwkGenerator.generateJwk(1024);
        weak.setKeyId("weak");
        idp.publish(weak, idp.key);
        JsonWebSignature jws = idp.unsigned(idp.claims());
        jws.setKeyIdHeaderValue("weak");
        jws.setKey(weak.getPrivateKey());
        jws.setAlgorithmHeaderValue("RS256");
        jws.setDoKeyValidation(false);
        refused(jws.getCompactSerialization(), "no such key");
    }

    /** Neither a redirect nor a flood is followed; the client is told to come again, and the issuer is spared for a while. */
    @Test
    void keysThatCannotBeFetchedAre503() throws Exception {
        idp.status = 302;
        scim(idp.token()).then().statusCode(503).header("Retry-After", containsString("5"));
        scim(idp.token()).then().statusCode(503);
        assertThat(idp.looks).hasValue(1);
        for (String nonsense :
                new String[] {"", "{}", "{\"keys\":\"x\"}", "{\"keys\":[1]}", "{\"keys\":[{\"kty\":\"RSA\"}]}"}) {
            try (IssuerStub odd = new IssuerStub()) {
                odd.body = nonsense;
                neighbour.trusts(odd.trust(), client);
                assertThat(scim(odd.token()).statusCode()).as(nonsense).isIn(401, 503);
            }
        }
        try (IssuerStub large = new IssuerStub()) {
            large.body = large.body.replaceFirst("\\{", "{\"pad\":\"" + "x".repeat(300_000) + "\",");
            neighbour.trusts(large.trust(), client);
            scim(large.token()).then().statusCode(503);
        }
    }

    @Test
    void nonsenseIsTurnedDownWithoutAskingAnybody() {
        int before = neighbour.authentications.get();
        for (String nonsense : new String[] {
            "eyJ", "eyJhbGciOi.J9.x", "eyJhbGciOiJSUzI1NiJ9.e30.AA", "eyJ" + "a".repeat(10_000), "eyJ.eyJ.eyJ.eyJ.eyJ"
        }) {
            scim(nonsense).then().statusCode(401);
        }
        assertThat(neighbour.authentications).hasValue(before);
    }

    /** As for a SCIM token: taken back here, it ends within five seconds, whatever its own end. */
    @Test
    void trustTakenBackEndsWithinFiveSeconds() throws Exception {
        String token = idp.token();
        scim(token).then().statusCode(200);
        neighbour.forgets(idp.trust());
        long takenBack = System.nanoTime();
        long begun = takenBack;
        while (scim(token).statusCode() == 200) {
            assertThat(Duration.ofNanos(begun - takenBack)).isLessThan(Duration.ofSeconds(5));
            begun = System.nanoTime();
        }
        scim(token).then().statusCode(401);
    }
}
