package dev.rollcall.membership.idp;

import static dev.rollcall.membership.idp.IdpScene.ENTITY;
import static dev.rollcall.membership.idp.IdpScene.failure;
import static dev.rollcall.membership.idp.IdpScene.reading;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.kit.TestTokens;
import dev.rollcall.membership.admin.AdminFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What sso-gateway asks about connections and tells of them: R-SSO-3, R-SSO-11, R-SSO-12. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
@QuarkusTestResource(GatewayStandIn.class)
class SignInConnectionsIT {
    @Inject
    AdminFixture admin;

    @Inject
    CertificateWatch watch;

    private final String url = "https://" + UUID.randomUUID() + ".example/metadata";
    private final IdpTestCertificate old = IdpTestCertificate.forDays(400);

    private IdpScene fromMetadata() {
        GatewayStandIn.answer(url, reading(url, ENTITY, old));
        var scene = new IdpScene(admin, "SAML");
        scene.put(Map.of("metadataUrl", url)).statusCode(200);
        return scene;
    }

    private void lookedAt(IdpScene scene, Duration ago) {
        admin.change(
                "update idp_saml set metadata_tried_at = ? where connection_id = ?",
                Instant.now().minus(ago),
                scene.id);
    }

    @Test
    void onlySsoGatewayMayAsk() {
        UUID id = new IdpScene(admin, "SAML").id;

        given().header("Authorization", "Bearer " + TestTokens.service("scim-endpoint", "membership-service"))
                .get("/internal/v1/connections/" + id + "/sign-in")
                .then()
                .statusCode(403);
    }

    /** R-SSO-11: active connections of the domain, by name; letter case and spelling of the domain do not count. */
    @Test
    void anAddressFindsTheConnectionsOfItsDomain() {
        var scene = new IdpScene(admin, "SAML");
        IdpScene.choices("pat@" + scene.domain).body("choices", empty());
        scene.active();

        IdpScene.choices("pat@" + scene.domain.toUpperCase(Locale.ROOT))
                .body("choices", hasSize(1))
                .body("choices[0].connection", equalTo(scene.id.toString()))
                .body("choices[0].organization", equalTo(scene.house.name()))
                .body("enforced", equalTo(false));
        scene.change(Map.of("enforced", true, "override", true)).statusCode(200);
        IdpScene.choices("a@b@" + scene.domain).body("enforced", equalTo(true));
        IdpScene.choices("pat@sub." + scene.domain).body("choices", empty());
        IdpScene.choices(scene.domain).body("choices", empty());
        admin.change("update domain set verified_at = null where name = ?", scene.domain);
        IdpScene.choices("pat@" + scene.domain).body("choices", empty()).body("enforced", equalTo(false));
        scene.signIn().body("domains", empty());
    }

    /** Once an hour, whether the last look went well or not. */
    @Test
    void metadataAreDueAfterAnHour() {
        var scene = fromMetadata();
        assertThat(IdpScene.due()).doesNotContain(scene.id.toString());
        lookedAt(scene, Duration.ofMinutes(61));

        assertThat(IdpScene.due()).contains(scene.id.toString());
        scene.refreshed(failure(url, "The answer has status 500.")).statusCode(204);

        assertThat(IdpScene.due()).doesNotContain(scene.id.toString());
    }

    /** R-NEG-45: the provider's new certificate arrives by itself, and the one that it took away counts no more. */
    @Test
    void aRolloverIsTakenOverFromTheMetadata() {
        var scene = fromMetadata();
        scene.tested(scene.version()).statusCode(204);
        long before = scene.version();
        var next = IdpTestCertificate.forDays(800);

        scene.refreshed(reading(url, ENTITY, old)).statusCode(204);
        assertThat(scene.version()).isEqualTo(before);
        scene.refreshed(reading(url, ENTITY, old, next)).statusCode(204);
        scene.signIn().body("idp.certificates", equalTo(List.of(old.base64(), next.base64())));
        scene.refreshed(reading(url, ENTITY, next)).statusCode(204);

        scene.signIn()
                .body("idp.certificates", equalTo(List.of(next.base64())))
                .body("state", equalTo("TESTED"))
                .body("version", equalTo((int) before + 2));
        assertThat(admin.bodies(scene.house.id(), "SsoConnectionUpdated"))
                .anySatisfy(body -> assertThat(body).contains("idp.certificates", "\"system\""));
    }

    /** R-NEG-46: another entity, a certificate of no use, an address that browsers must not be sent to: the last good settings stay. */
    @Test
    void whatIsNotFitLeavesTheLastGoodSettings() {
        var scene = fromMetadata();
        long before = scene.version();
        Map<String, Object> script = reading(url, ENTITY, old);
        script.put("signOnUrl", "javascript:alert(1)");
        Map<String, Object> broken = reading(url, ENTITY);
        broken.put("certificates", List.of("AAAA"));
        record Case(Map<String, ?> reading, String says) {}

        for (Case unfit : List.of(
                new Case(failure(url, "These metadata say themselves that they are out of date."), "out of date"),
                new Case(reading(url, "https://evil.example", old), "https://evil.example"),
                new Case(script, "https://"),
                new Case(broken, "X.509"),
                new Case(reading(url, ENTITY, IdpTestCertificate.ended()), "have ended"))) {
            scene.refreshed(unfit.reading()).statusCode(204);

            scene.get()
                    .body("entityId", equalTo(ENTITY))
                    .body("signOnUrl", equalTo(IdpScene.SIGN_ON))
                    .body("certificates", hasSize(1))
                    .body("metadata.failure", containsString(unfit.says()));
            scene.connection().body("warnings", hasSize(1)).body("warnings[0]", containsString(unfit.says()));
        }
        assertThat(scene.version()).isEqualTo(before);
        scene.refreshed(reading(url, ENTITY, old)).statusCode(204);
        scene.connection().body("warnings", empty());
        scene.get().body("metadata.failure", nullValue());
    }

    /** R-NEG-46: new keys all at once, or another host to sign in at, wait for an owner; nobody is locked out meanwhile who was not before. */
    @Test
    void metadataWithNothingInCommonWaitForAnOwner() {
        var scene = fromMetadata();
        scene.change(Map.of("state", "ACTIVE", "override", true)).statusCode(200);
        long before = scene.version();
        var next = IdpTestCertificate.forDays(800);
        Map<String, Object> moved = new HashMap<>(reading(url, ENTITY, old));
        moved.put("signOnUrl", "https://elsewhere.example/sso");

        for (int i = 0; i < 2; i++) {
            scene.refreshed(reading(url, ENTITY, next)).statusCode(204);
        }
        scene.get()
                .body("certificates", hasSize(1))
                .body("metadata.failure", nullValue())
                .body("metadata.pending.doubt", containsString("certificates"))
                .body("metadata.pending.thumbprints", hasSize(1));
        scene.connection().body("warnings", hasSize(1)).body("warnings[0]", containsString("wait for an owner"));
        scene.refreshed(moved).statusCode(204);
        scene.get()
                .body("signOnUrl", equalTo(IdpScene.SIGN_ON))
                .body("metadata.pending.signOnUrl", containsString("elsewhere"));
        scene.signIn().body("idp.certificates", equalTo(List.of(old.base64()))).body("version", equalTo((int) before));
        assertThat(admin.bodies(scene.house.id(), "MetadataHeld"))
                .as("once each")
                .hasSize(2);

        // and: the provider shows the old ones again
        scene.refreshed(reading(url, ENTITY, old)).statusCode(204);
        scene.connection().body("warnings", empty());

        // and: an owner accepts
        scene.refreshed(reading(url, ENTITY, next)).statusCode(204);
        GatewayStandIn.answer(url, reading(url, ENTITY, next));
        scene.put(Map.of("metadataUrl", url))
                .statusCode(200)
                .body("metadata.pending", nullValue())
                .body("state", equalTo("ACTIVE"));
        scene.signIn().body("idp.certificates", equalTo(List.of(next.base64())));
        scene.connection().body("warnings", empty());
    }

    @Test
    void aReadingOfAnAddressThatWasGivenUpIsRefused() {
        var scene = fromMetadata();
        scene.put(IdpScene.byHand(old)).statusCode(200);

        scene.refreshed(reading(url, ENTITY, old)).statusCode(400).body("detail", containsString("metadataUrl: "));
    }

    @Test
    void metadataThatRanOutAreWarnedOf() {
        Map<String, Object> reading = new HashMap<>(reading(url, ENTITY, old));
        reading.put("validUntil", Instant.now().minusSeconds(5).toString());
        GatewayStandIn.answer(url, reading);
        var scene = new IdpScene(admin, "SAML");
        scene.put(Map.of("metadataUrl", url)).statusCode(200);

        scene.connection().body("warnings", hasSize(1)).body("warnings[0]", containsString("valid until"));
    }

    /** R-SSO-3: owners are told 30, 7 and 1 days before the end, once each. */
    @Test
    void theEndOfACertificateIsToldThreeTimes() {
        var scene = new IdpScene(admin, "SAML");
        scene.put(IdpScene.byHand(IdpTestCertificate.forDays(29))).statusCode(200);
        Instant now = Instant.now();
        scene.connection().body("warnings", hasSize(1)).body("warnings[0]", containsString("ends on"));

        for (int day : List.of(0, 1, 22, 23, 28, 28, 40)) {
            watch.tell(now.plus(Duration.ofDays(day)).plusSeconds(60));
        }

        assertThat(admin.bodies(scene.house.id(), "CertificateExpiring"))
                .hasSize(3)
                .anySatisfy(body -> assertThat(body).contains("\"days\":30", "CN=idp.example"))
                .anySatisfy(body -> assertThat(body).contains("\"days\":7"))
                .anySatisfy(body -> assertThat(body).contains("\"days\":1"));
    }
}
