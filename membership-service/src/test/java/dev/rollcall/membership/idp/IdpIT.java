package dev.rollcall.membership.idp;

import static dev.rollcall.membership.idp.IdpScene.ENTITY;
import static dev.rollcall.membership.idp.IdpScene.SIGN_ON;
import static dev.rollcall.membership.idp.IdpScene.byHand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Owners say who their identity provider is: R-SSO-2 to R-SSO-5, R-SSO-16, R-NFR-3. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
@QuarkusTestResource(GatewayStandIn.class)
class IdpIT {
    private static final Map<String, Object> PUBLISHED = Map.of("algorithms", List.of("RS256", "PS256"));

    @Inject
    AdminFixture admin;

    private static Map<String, Object> oidc(String issuer) {
        Map<String, Object> body = new HashMap<>();
        body.put("issuer", issuer);
        body.put("clientId", "rollcall");
        body.put("clientSecret", "s3cret-of-" + issuer);
        return body;
    }

    private static String address() {
        return "https://" + UUID.randomUUID() + ".example/metadata";
    }

    /** R-SSO-3: subject and end are shown; R-SSO-4: without a logout address. */
    @Test
    void samlIsSetUpByHand() {
        var scene = new IdpScene(admin, "SAML");
        var certificate = IdpTestCertificate.forDays(400);

        scene.get().statusCode(404).body("code", equalTo("IDP_UNKNOWN"));
        scene.put(byHand(certificate))
                .statusCode(200)
                .body("protocol", equalTo("SAML"))
                .body("state", equalTo("DRAFT"))
                .body("entityId", equalTo(ENTITY))
                .body("logoutUrl", nullValue())
                .body("nameId", equalTo("EMAIL"))
                .body("expiredCertificatesAccepted", equalTo(false))
                .body("metadata", nullValue())
                .body("certificates", hasSize(1))
                .body("certificates[0].subject", equalTo("CN=idp.example"))
                .body("certificates[0].validUntil", notNullValue())
                .body("certificates[0].thumbprint", matchesPattern("[0-9a-f]{64}"))
                .body("certificates[0].ended", equalTo(false))
                .body("certificates[0].pem", equalTo(certificate.pem()));

        scene.signIn()
                .statusCode(200)
                .body("idp.protocol", equalTo("SAML"))
                .body("idp.signOnUrl", equalTo(SIGN_ON))
                .body("idp.certificates", equalTo(List.of(certificate.base64())))
                .body("domains", equalTo(List.of(scene.domain)))
                .body("organizations", equalTo(List.of(scene.house.id().toString())));
    }

    /** R-SSO-3: other text than a certificate is refused with the reason, and nothing is half saved. */
    @Test
    void whatIsNoCertificateIsToldWhy() {
        var scene = new IdpScene(admin, "SAML");
        String good = IdpTestCertificate.forDays(400).pem();
        record Case(Object certificates, String says) {}

        for (Case wrong : List.of(
                new Case(List.of(good, good.substring(28)), "number 2: The first line must be"),
                new Case(List.of(good.substring(0, 200)), "number 1: The last line must be"),
                new Case(List.of("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"), "private key"),
                new Case(List.of(good + good), "one certificate at a time"),
                new Case(List.of(good.replace("MI", "??")), "number 1: "),
                new Case(List.of(IdpTestCertificate.ended().pem()), "have ended"),
                new Case(List.of(), "1 to 10"),
                new Case(Collections.nCopies(11, good), "1 to 10"),
                new Case(good, "1 to 10"))) {
            Map<String, Object> body = byHand(IdpTestCertificate.forDays(400));
            body.put("certificates", wrong.certificates());
            scene.put(body)
                    .statusCode(400)
                    .body("code", equalTo("VALUE_INVALID"))
                    .body("detail", containsString("certificates: "))
                    .body("detail", containsString(wrong.says()));
        }
        scene.get().statusCode(404);
    }

    /** R-SSO-3, R-NEG-45: the next certificate stands beside the old one before that goes, and nobody is locked out meanwhile. */
    @Test
    void certificatesOverlapWhileTheyChange() {
        var scene = new IdpScene(admin, "SAML");
        var old = IdpTestCertificate.forDays(20);
        var next = IdpTestCertificate.forDays(400);
        scene.put(byHand(old)).statusCode(200);
        scene.change(Map.of("state", "ACTIVE", "override", true, "enforced", true))
                .statusCode(200);
        long before = scene.version();

        scene.put(byHand(old, next)).statusCode(200).body("certificates", hasSize(2));
        scene.signIn()
                .body("state", equalTo("ACTIVE"))
                .body("idp.certificates", equalTo(List.of(old.base64(), next.base64())));
        scene.put(byHand(next)).statusCode(200).body("certificates", hasSize(1));
        scene.put(byHand(next)).statusCode(200);

        scene.signIn().body("idp.certificates", equalTo(List.of(next.base64())));
        assertThat(scene.version()).isEqualTo(before + 2);
        assertThat(admin.bodies(scene.house.id(), "SsoConnectionUpdated"))
                .hasSize(4)
                .anySatisfy(body -> assertThat(body).contains("idp.certificates"))
                .allSatisfy(body -> assertThat(body).doesNotContain(next.base64()));
    }

    /** R-NEG-45: an expired certificate proves nothing, unless an owner says so; the connection warns of it all the same. */
    @Test
    void anExpiredCertificateCountsOnlyWhereAnOwnerSaysSo() {
        var scene = new IdpScene(admin, "SAML");
        Map<String, Object> body = byHand(IdpTestCertificate.ended());
        body.put("expiredCertificatesAccepted", true);

        scene.put(body).statusCode(200).body("certificates[0].ended", equalTo(true));

        scene.connection().body("warnings", hasSize(1)).body("warnings[0]", containsString("CN=old.example"));
    }

    /** R-NEG-46: browsers are sent to these addresses. */
    @Test
    void addressesThatBrowsersMustNotBeSentToAreRefused() {
        var scene = new IdpScene(admin, "SAML");
        for (String address : List.of(
                "javascript:alert(1)",
                "http://idp.example/sso",
                "ftp://idp.example/sso",
                "https://user@idp.example/sso",
                "https://idp.example/sso#x",
                "https:///sso",
                "idp.example",
                "https://idp example")) {
            for (String field : List.of("signOnUrl", "logoutUrl")) {
                Map<String, Object> body = byHand(IdpTestCertificate.forDays(400));
                body.put(field, address);
                scene.put(body).statusCode(400).body("detail", containsString(field + ": "));
            }
        }
        scene.put(Map.of("metadataUrl", "http://169.254.169.254/")).statusCode(400);
        Map<String, Object> inside = byHand(IdpTestCertificate.forDays(400));
        inside.put("signOnUrl", "http://idp.corp.example/sso");
        scene.put(inside).statusCode(200);
    }

    @Test
    void metadataAreReadFromTheirAddressAndFromADocument() {
        var scene = new IdpScene(admin, "SAML");
        var certificate = IdpTestCertificate.forDays(400);
        String url = address();
        GatewayStandIn.answer(url, IdpScene.reading(url, ENTITY, certificate));
        GatewayStandIn.answer("<xml/>", IdpScene.reading("", ENTITY + "2", certificate));

        scene.put(Map.of("metadataUrl", url))
                .statusCode(200)
                .body("entityId", equalTo(ENTITY))
                .body("metadata.url", equalTo(url))
                .body("metadata.failure", nullValue());
        scene.put(Map.of("metadata", "<xml/>", "nameId", "persistent"))
                .statusCode(200)
                .body("entityId", equalTo(ENTITY + "2"))
                .body("nameId", equalTo("PERSISTENT"))
                .body("metadata.url", nullValue());
    }

    /** What cannot be read is refused with the reason; when nobody can read, it is our fault, and nothing is half saved. */
    @Test
    void whatCannotBeReadChangesNothing() {
        var scene = new IdpScene(admin, "SAML");
        scene.put(byHand(IdpTestCertificate.forDays(400))).statusCode(200);
        long before = scene.version();
        String url = address();
        GatewayStandIn.answer(url, IdpScene.failure(url, "There is no signing certificate."));

        scene.put(Map.of("metadataUrl", url))
                .statusCode(400)
                .body("detail", equalTo("metadataUrl: There is no signing certificate."));
        scene.put(Map.of("metadataUrl", address()))
                .statusCode(503)
                .body("code", equalTo("UNAVAILABLE"))
                .body("detail", containsString("Nothing was changed"));

        assertThat(scene.version()).isEqualTo(before);
        scene.get().body("metadata", nullValue());
    }

    /** R-SSO-2, R-NFR-3: the secret is sealed, shown to no owner and told in no event. */
    @Test
    void openIdConnectIsSetUpAndItsSecretKept() {
        var scene = new IdpScene(admin, "OIDC");
        String issuer = address();
        GatewayStandIn.answer(issuer, PUBLISHED);
        String secret = "s3cret-of-" + issuer;

        scene.put(oidc(issuer))
                .statusCode(200)
                .body("protocol", equalTo("OIDC"))
                .body("kind", equalTo("STANDARD"))
                .body("authentication", equalTo("CLIENT_SECRET_BASIC"))
                .body("clientSecretSet", equalTo(true))
                .body("clientSecret", nullValue())
                .body("algorithms", equalTo(List.of("RS256", "PS256")))
                .body("scopes", equalTo(List.of("openid", "profile", "email")))
                .body("groupsClaim", nullValue());

        scene.signIn()
                .body("idp.protocol", equalTo("OIDC"))
                .body("idp.clientSecret", equalTo(secret))
                .body("idp.issuer", equalTo(issuer));
        assertThat(scene.get().extract().asString()).doesNotContain(secret);
        assertThat(admin.number(
                        "select count(*) from idp_oidc where connection_id = ? and position(convert_to(?, 'UTF8') in secret) > 0",
                        scene.id,
                        secret))
                .isZero();
        assertThat(admin.bodies(scene.house.id(), "SsoConnectionUpdated"))
                .hasSize(1)
                .allSatisfy(
                        body -> assertThat(body).contains("idp.clientSecret").doesNotContain("s3cret"));
    }

    @Test
    void aSecretStaysUnlessItIsGivenAnewOrTheClientIsAnother() {
        var scene = new IdpScene(admin, "OIDC");
        String issuer = address();
        GatewayStandIn.answer(issuer, PUBLISHED);
        scene.put(oidc(issuer)).statusCode(200);
        long before = scene.version();
        Map<String, Object> without = oidc(issuer);
        without.remove("clientSecret");

        scene.put(without).statusCode(200).body("clientSecretSet", equalTo(true));
        assertThat(scene.version()).isEqualTo(before);
        without.put("groupsClaim", "groups");
        scene.put(without).statusCode(200);
        scene.signIn()
                .body("idp.clientSecret", equalTo("s3cret-of-" + issuer))
                .body("idp.groupsClaim", equalTo("groups"));
        assertThat(scene.version()).isEqualTo(before + 1);
        without.put("clientId", "another");
        scene.put(without).statusCode(400).body("detail", containsString("clientSecret: "));
        without.put("authentication", "PRIVATE_KEY_JWT");
        scene.put(without).statusCode(200).body("clientSecretSet", equalTo(false));
        scene.signIn().body("idp.clientSecret", nullValue());
    }

    /** R-SSO-2: directories are named by their ids; a domain's name or {@code common} would let others in. */
    @Test
    void entraNamesItsDirectories() {
        var scene = new IdpScene(admin, "OIDC");
        GatewayStandIn.answer("https://login.microsoftonline.com", PUBLISHED);
        String tenant = UUID.randomUUID().toString();
        Map<String, Object> body = oidc("x");
        body.remove("issuer");
        for (String wrong : List.of("common", "organizations", "acme.onmicrosoft.com", "1-2-3-4-5")) {
            body.put("tenants", List.of(wrong));
            scene.put(body).statusCode(400).body("detail", containsString("tenants: '" + wrong + "'"));
        }
        body.put("tenants", List.of());
        scene.put(body).statusCode(400).body("detail", containsString("tenants: "));
        body.put("tenants", List.of(tenant.toUpperCase(Locale.ROOT)));

        scene.put(body)
                .statusCode(200)
                .body("kind", equalTo("ENTRA"))
                .body("issuer", equalTo("https://login.microsoftonline.com"))
                .body("tenants", equalTo(List.of(tenant)));

        body.put("issuer", "https://login.microsoftonline.com/common/v2.0");
        scene.put(body).statusCode(400).body("detail", containsString("issuer: "));
    }

    @Test
    void everyBadValueIsNamed() {
        var saml = new IdpScene(admin, "SAML");
        var oidc = new IdpScene(admin, "OIDC");
        String issuer = address();
        GatewayStandIn.answer(issuer, PUBLISHED);
        record Case(IdpScene scene, String field, Object value) {}

        List<Case> cases = new ArrayList<>();
        for (var wrong : Map.<String, Object>of(
                        "entityId",
                        "",
                        "nameId",
                        "TRANSIENT",
                        "expiredCertificatesAccepted",
                        "yes",
                        "tenants",
                        List.of("x"))
                .entrySet()) {
            cases.add(new Case(saml, wrong.getKey(), wrong.getValue()));
        }
        for (var wrong : Map.<String, Object>of(
                        "clientId",
                        "",
                        "authentication",
                        "NONE",
                        "algorithms",
                        List.of("HS256"),
                        "scopes",
                        List.of("email"),
                        "groupsClaim",
                        1,
                        "signOnUrl",
                        SIGN_ON)
                .entrySet()) {
            cases.add(new Case(oidc, wrong.getKey(), wrong.getValue()));
        }
        for (Case wrong : cases) {
            Map<String, Object> body = wrong.scene() == saml ? byHand(IdpTestCertificate.forDays(400)) : oidc(issuer);
            body.put(wrong.field(), wrong.value());
            wrong.scene()
                    .put(body)
                    .statusCode(400)
                    .body("code", equalTo("VALUE_INVALID"))
                    .body("detail", containsString(wrong.field() + ": "));
        }
        saml.put(Map.of()).statusCode(400).body("detail", containsString("metadataUrl: is required"));
        saml.put(oidc(issuer)).statusCode(400).body("detail", containsString("protocol is SAML"));
        oidc.put(byHand(IdpTestCertificate.forDays(400)))
                .statusCode(400)
                .body("detail", containsString("protocol is OIDC"));
        Map<String, Object> unsigned = oidc(issuer);
        unsigned.put("algorithms", List.of("ES512"));
        oidc.put(unsigned).statusCode(400).body("detail", containsString("signs with RS256, PS256 only"));
    }

    /** Another organization's owner learns nothing, a plain member may not. */
    @Test
    void onlyOwnersOfTheConnectionReachIt() {
        var scene = new IdpScene(admin, "SAML");
        String stranger = admin.person(admin.organization(), "owner").token();
        String editor = admin.person(scene.house, "editor").token();

        scene.put(stranger, byHand(IdpTestCertificate.forDays(400))).statusCode(404);
        scene.put(editor, byHand(IdpTestCertificate.forDays(400))).statusCode(403);
        admin.get(stranger, "/v2/connections/" + scene.id + "/idp").statusCode(404);
        admin.delete(editor, "/v2/connections/" + scene.id + "/idp").statusCode(403);
    }

    @Test
    void settingsCanBeTakenAway() {
        var scene = new IdpScene(admin, "SAML").active();

        admin.delete(scene.owner, "/v2/connections/" + scene.id + "/idp").statusCode(204);

        scene.get().statusCode(404);
        scene.signIn().body("state", equalTo("DRAFT")).body("idp", nullValue());
        admin.delete(scene.owner, "/v2/connections/" + scene.id + "/idp").statusCode(404);
        assertThat(admin.bodies(scene.house.id(), "SsoConnectionUpdated"))
                .anySatisfy(body -> assertThat(body).contains("idp.entityId", "ACTIVE", "DRAFT"));
    }

    /** R-SSO-2: what the identity provider must know; R-TOK-3. */
    @Test
    void theSetUpNamesOurSide() {
        var scene = new IdpScene(admin, "SAML");
        String saml = "http://localhost:8082/saml/" + scene.id;
        String oidc = "http://localhost:8082/oidc/" + scene.id;

        admin.get(scene.owner, "/v2/connections/" + scene.id + "/setup")
                .statusCode(200)
                .body("signIn.entityId", equalTo(saml + "/metadata"))
                .body("signIn.metadataUrl", equalTo(saml + "/metadata"))
                .body("signIn.acsUrl", equalTo(saml + "/acs"))
                .body("signIn.logoutUrl", equalTo(saml + "/slo"))
                .body("signIn.redirectUrl", equalTo(oidc + "/callback"))
                .body("signIn.backchannelLogoutUrl", equalTo(oidc + "/backchannel-logout"))
                .body("signIn.testUrl", equalTo("http://localhost:8082/sign-in/test?connection=" + scene.id))
                .body("signIn.change", equalTo("PUT /v2/connections/" + scene.id + "/idp"))
                .body("signIn.fields.value", hasItem(saml + "/acs"))
                .body("signIn.fields.value", not(hasItem(oidc + "/callback")));
    }
}
