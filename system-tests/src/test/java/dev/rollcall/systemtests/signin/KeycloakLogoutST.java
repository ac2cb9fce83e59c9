package dev.rollcall.systemtests.signin;

import static dev.rollcall.systemtests.suite.People.mail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.systemtests.suite.Await;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever is signed out at the identity provider is signed out here, and nobody else (R-SSO-4). */
class KeycloakLogoutST {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static AcmeKeycloak keycloak;

    @BeforeAll
    static void keycloakIsAcmesIdentityProvider() {
        keycloak = AcmeKeycloak.get();
    }

    /** OpenID Connect Back-Channel Logout 1.0: Keycloak tells sso-gateway, past the browser. */
    @Test
    void anAdministratorEndsASessionInKeycloakAndItEndsHere() {
        // given
        Visitor ann = signedIn("acme-oidc", "backchannel-ann");
        String mail = mail("backchannel-ben", "acme.example");
        String id = keycloak.person(mail, Map.of());
        Visitor ben = new Visitor();
        keycloak.signIn(ben, keycloak.connection("acme-oidc").id(), mail);
        assertThat(keycloak.isIn(ben)).isTrue();

        // when
        keycloak.admin().post("/users/" + id + "/logout", null).requireStatus(204);

        // then
        Await.until("the session is over", SOON, () -> keycloak.isIn(ben), in -> !in);
        assertThat(keycloak.isIn(ann)).as("somebody else's session").isTrue();
    }

    /** SAML profiles §4.4: Keycloak sends the browser with a signed LogoutRequest, and gets it back with our answer. */
    @Test
    void aLogoutAtKeycloakComesByWithTheBrowser() {
        // given
        Visitor ann = signedIn("acme", "slo-ann");
        Visitor ben = signedIn("acme", "slo-ben");

        // when
        Page asked = ann.open(keycloak.idp().issuer() + "/protocol/openid-connect/logout");
        Page gone = ann.send(asked.form("session_code"));

        // then
        assertThat(gone.trail())
                .as("the way of the browser")
                .anySatisfy(address -> assertThat(address.getPath()).endsWith("/slo"));
        assertThat(keycloak.isIn(ann)).isFalse();
        assertThat(keycloak.isIn(ben)).as("somebody else's session").isTrue();
    }

    private static Visitor signedIn(String connection, String name) {
        String mail = mail(name, "acme.example");
        keycloak.person(mail, Map.of());
        Visitor visitor = new Visitor();
        keycloak.signIn(visitor, keycloak.connection(connection).id(), mail);
        assertThat(keycloak.isIn(visitor)).isTrue();
        return visitor;
    }
}
