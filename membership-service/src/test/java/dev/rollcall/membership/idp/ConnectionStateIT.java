package dev.rollcall.membership.idp;

import static dev.rollcall.membership.idp.IdpScene.byHand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a draft to a connection that people must use, and back: R-SSO-12, R-SSO-14, R-SSO-15, R-SSO-17. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
@QuarkusTestResource(GatewayStandIn.class)
class ConnectionStateIT {
    @Inject
    AdminFixture admin;

    @Test
    void nobodyComesInBeforeATestSignInOrAnOwnersWord() {
        var scene = new IdpScene(admin, "SAML");
        scene.connection().body("state", equalTo("DRAFT")).body("enforced", equalTo(false));

        scene.change(Map.of("state", "ACTIVE", "override", true))
                .statusCode(400)
                .body("detail", containsString("state: no identity provider is set up"));
        scene.put(byHand(IdpTestCertificate.forDays(400))).statusCode(200);
        scene.change(Map.of("state", "ACTIVE"))
                .statusCode(400)
                .body("detail", containsString("state: no test sign-in"));
        scene.change(Map.of("state", "TESTED")).statusCode(400);
        scene.change(Map.of("state", "DISABLED")).statusCode(400);
        scene.tested(scene.version()).statusCode(204);
        scene.connection().body("state", equalTo("TESTED"));
        scene.change(Map.of("state", "ACTIVE")).statusCode(200).body("state", equalTo("ACTIVE"));
    }

    @Test
    void aTestOfOtherSettingsProvesNothing() {
        var scene = new IdpScene(admin, "SAML");
        scene.put(byHand(IdpTestCertificate.forDays(400))).statusCode(200);
        long tested = scene.version();
        scene.put(byHand(IdpTestCertificate.forDays(300))).statusCode(200);

        scene.tested(tested).statusCode(204);

        scene.connection().body("state", equalTo("DRAFT"));
        scene.tested(scene.version()).statusCode(204);
        scene.put(byHand(IdpTestCertificate.forDays(200))).statusCode(200).body("state", equalTo("DRAFT"));
    }

    /** R-NEG-85: flows under way end with each of these changes. */
    @Test
    void everyChangeOfStateSettingsOrDomainsGivesANewVersion() {
        var scene = new IdpScene(admin, "SAML").active();
        long first = scene.version();

        scene.change(Map.of("state", "DISABLED")).statusCode(200);
        scene.change(Map.of("state", "ACTIVE")).statusCode(200);
        scene.change(Map.of("domains", List.of(scene.domain, admin.domain(scene.house))))
                .statusCode(200);
        scene.put(byHand(IdpTestCertificate.forDays(300))).statusCode(200);
        long after = scene.version();
        scene.change(Map.of("state", "ACTIVE", "name", "other")).statusCode(200);

        assertThat(after).isEqualTo(first + 4);
        assertThat(scene.version()).isEqualTo(after);
    }

    /** An active connection goes on with another certificate, and becomes a draft with another identity provider. */
    @Test
    void anotherIdentityProviderIsADraftAgain() {
        var scene = new IdpScene(admin, "SAML").active();
        Map<String, Object> moved = byHand(IdpTestCertificate.forDays(400));
        moved.put("signOnUrl", "https://idp.example/moved");
        scene.put(moved).statusCode(200).body("state", equalTo("ACTIVE"));
        moved.put("entityId", "https://other.example/entity");

        scene.put(moved).statusCode(200).body("state", equalTo("DRAFT"));
    }

    /** R-SSO-12, R-SSO-14: enforced needs a connection that works, and holds it fast until enforcement is off. */
    @Test
    void anEnforcedConnectionCannotBeTakenFromUnderItsPeople() {
        var scene = new IdpScene(admin, "SAML");
        scene.put(byHand(IdpTestCertificate.forDays(400))).statusCode(200);
        scene.change(Map.of("enforced", true)).statusCode(400).body("detail", containsString("enforced: needs"));
        scene.change(Map.of("state", "ACTIVE", "override", true, "enforced", true))
                .statusCode(200)
                .body("enforced", equalTo(true));
        String path = "/v2/connections/" + scene.id;
        Map<String, Object> other = byHand(IdpTestCertificate.forDays(400));
        other.put("entityId", "https://other.example/entity");
        Map<String, Object> namesake = byHand(IdpTestCertificate.forDays(400));
        namesake.put("signOnUrl", "https://other.example/sso");

        for (var refused : List.of(
                scene.change(Map.of("state", "DISABLED")),
                scene.change(Map.of("state", "DRAFT")),
                admin.delete(scene.owner, path),
                admin.delete(scene.owner, path + "/idp"),
                scene.put(other),
                scene.put(namesake))) {
            refused.statusCode(409)
                    .body("code", equalTo("CONNECTION_ENFORCED"))
                    .body("detail", containsString("enforced to false"));
        }
        scene.connection().body("state", equalTo("ACTIVE")).body("enforced", equalTo(true));
        scene.change(Map.of("enforced", false)).statusCode(200);
        admin.delete(scene.owner, path).statusCode(200);

        assertThat(admin.events(scene.house.id()))
                .containsSubsequence("SsoEnforcementEnabled", "SsoEnforcementDisabled", "SsoConnectionDeleted");
        scene.signIn().statusCode(404).body("code", equalTo("CONNECTION_UNKNOWN"));
        assertThat(admin.number(
                        "select (select count(*) from idp_saml where connection_id = ?) + (select count(*) from idp_certificate"
                                + " where connection_id = ?)",
                        scene.id,
                        scene.id))
                .isZero();
    }

    /** R-SSO-12, R-SSO-17: who enforces what was never tested says so, and so do the answer and the log. */
    @Test
    void enforcementAsksForATestThatAnOwnerMayOverrideAloud() {
        var scene = new IdpScene(admin, "SAML").active();

        scene.change(Map.of("enforced", true))
                .statusCode(400)
                .body("detail", containsString("enforced: no test sign-in has come through"));
        scene.change(Map.of("enforced", true, "override", true))
                .statusCode(200)
                .body("warnings", hasItem(containsString("no test sign-in has come through")));
        scene.change(Map.of("enforced", false)).statusCode(200).body("warnings", empty());
        long version = scene.version();
        scene.tested(version).statusCode(204);
        scene.change(Map.of("enforced", true)).statusCode(200).body("warnings", empty());

        assertThat(scene.version()).as("sign-ins under way go on").isEqualTo(version);
        assertThat(admin.bodies(scene.house.id(), "SsoEnforcementEnabled"))
                .satisfiesExactly(
                        byWord -> assertThat(byWord).contains("\"untested\":true"),
                        tested -> assertThat(tested).doesNotContain("untested"));
    }

    @Test
    void enforcementCanGoTogetherWithTheConnection() {
        var scene = new IdpScene(admin, "SAML").active();
        scene.change(Map.of("enforced", true, "override", true)).statusCode(200);

        scene.change(Map.of("enforced", false, "state", "DISABLED"))
                .statusCode(200)
                .body("state", equalTo("DISABLED"))
                .body("enforced", equalTo(false));
    }
}
