package dev.rollcall.systemtests.signin;

import static dev.rollcall.systemtests.suite.People.mail;
import static dev.rollcall.systemtests.suite.People.okta;
import static dev.rollcall.systemtests.suite.People.patch;
import static dev.rollcall.systemtests.suite.People.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.contract.event.Topics;
import dev.rollcall.sandbox.idp.AcmeRealm;
import dev.rollcall.systemtests.suite.AuditLog;
import dev.rollcall.systemtests.suite.Await;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People sign in with a real identity provider, over SAML and over OpenID Connect. */
class KeycloakSignInST {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static AcmeKeycloak keycloak;
    private static Http owner;

    @BeforeAll
    static void keycloakIsAcmesIdentityProvider() {
        keycloak = AcmeKeycloak.get();
        owner = keycloak.suite().api("membership");
    }

    /** R-SSO-2, R-SSO-6, R-JIT-6 row 7, R-GRP-10, R-ROLE-2: member, team and role come from the assertion. */
    @Test
    void aNewPersonIsAMemberAfterSigningInOverSaml() {
        // given
        String mail = mail("saml-ann", "acme.example");
        String team = unique("team");
        String person = keycloak.person(mail, Map.of("dockerRole", "editor"));
        String group = location(
                keycloak.admin().post("/groups", Map.of("name", "acme:" + team)).header("Location"));
        keycloak.admin().put("/users/" + person + "/groups/" + group, null).requireStatus(204);

        // when
        Visitor visitor = new Visitor();
        Page account = keycloak.signIn(visitor, keycloak.connection("acme").id(), mail);

        // then
        assertThat(account.address().getPath()).as("%s", account).isEqualTo("/account");
        JsonNode member = member("acme", mail);
        assertThat(account.requireStatus(200).text())
                .contains(member.required("username").asText(), "Acme", "editor");
        assertThat(member.path("provisioning_origin").asText()).isEqualTo("JIT");
        assertThat(member.path("role").asText()).isEqualToIgnoringCase("editor");
        assertThat(owner.get("/v2/orgs/acme/groups/" + team + "/members")
                        .requireStatus(200)
                        .json()
                        .required("members"))
                .hasSize(1);
        assertToldAndSealed(mail);
    }

    /** Section 1 of the SAML profile: what we ask is signed; Keycloak is set up to refuse anything else. */
    @Test
    void ourRequestIsSignedAndSaysWhereTheAnswerGoes() {
        // when
        Page login = new Visitor()
                .open(keycloak.gateway(
                        "/sign-in/sso?connection=" + keycloak.connection("acme").id() + "&email=ann%40acme.example"));

        // then
        assertThat(login.parameter("SAMLRequest")).isPresent();
        assertThat(login.parameter("Signature")).isPresent();
        assertThat(login.parameter("SigAlg")).contains("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        assertThat(login.requireStatus(200).findForm("password")).isPresent();
    }

    @Test
    void assertionsMayBeEncrypted() {
        // given
        String connection = connectionWithEncryption();
        String mail = mail("encrypted-ann", "acme.example");
        keycloak.person(mail, Map.of());

        // when
        Visitor visitor = new Visitor();
        Page login = visitor.open(
                keycloak.gateway("/sign-in/sso?connection=" + connection + "&email=" + Visitor.encoded(mail)));
        Page.Form answer = visitor.send(
                        login.form("password").with("username", mail).with("password", AcmeKeycloak.PASSWORD))
                .form("SAMLResponse");
        String response =
                new String(Base64.getMimeDecoder().decode(answer.fields().get("SAMLResponse")), StandardCharsets.UTF_8);
        Page account = visitor.send(answer);

        // then
        assertThat(response).contains("EncryptedAssertion").doesNotContain(mail);
        assertThat(account.address().getPath()).as("%s", account).isEqualTo("/account");
        assertThat(member("acme", mail).path("provisioning_origin").asText()).isEqualTo("JIT");
    }

    private static String connectionWithEncryption() {
        String connection = owner.post(
                        "/v2/connections",
                        Map.of(
                                "name",
                                unique("acme-encrypted"),
                                "protocol",
                                "SAML",
                                "organization",
                                "acme",
                                "domains",
                                List.of("acme.example")))
                .requireStatus(201)
                .id();
        String metadata = new Visitor()
                .open(keycloak.gateway("/saml/" + connection + "/metadata"))
                .requireStatus(200)
                .body();
        AcmeRealm realm = AcmeRealm.of(
                keycloak.idp().baseUrl(),
                keycloak.idp().adminName(),
                keycloak.idp().adminPassword());
        realm.samlClient(metadata, true);
        owner.put("/v2/connections/" + connection + "/idp", Map.of("metadataUrl", realm.metadataUrl()))
                .requireStatus(200);
        owner.patch("/v2/connections/" + connection, Map.of("state", "ACTIVE", "override", true))
                .requireStatus(200);
        return connection;
    }

    /** R-SSO-2; RFC 7636 and RFC 9207: Keycloak demands PKCE and names itself in the callback. */
    @Test
    void aNewPersonIsAMemberAfterSigningInOverOpenIdConnect() {
        // given
        String mail = mail("oidc-ann", "acme.example");
        keycloak.person(mail, Map.of());

        // when
        Visitor visitor = new Visitor();
        Page account = keycloak.signIn(visitor, keycloak.connection("acme-oidc").id(), mail);

        // then
        assertThat(account.address().getPath()).as("%s", account).isEqualTo("/account");
        assertThat(account.requireStatus(200).text())
                .contains(member("acme", mail).required("username").asText(), "Acme", "member");
        assertThat(account.parameter("code_challenge_method")).contains("S256");
        assertThat(account.parameter("iss")).contains(keycloak.idp().issuer());
        assertThat(member("acme", mail).path("provisioning_origin").asText()).isEqualTo("JIT");
        assertToldAndSealed(mail);
    }

    /** R-SSO-11: both connections have the domain, so the person chooses. */
    @Test
    void theAddressLeadsToTheConnectionsOfItsDomain() {
        // given
        Visitor visitor = new Visitor();
        Page start = visitor.open(keycloak.gateway("/"));

        // when
        Page choices = visitor.send(start.form("identifier").with("identifier", "somebody@acme.example"));

        // then
        assertThat(choices.requireStatus(200).body())
                .contains(
                        keycloak.connection("acme").id(),
                        keycloak.connection("acme-oidc").id());
    }

    /** R-JIT-13, R-JIT-14, R-NEG-81 (J8): row 13. */
    @Test
    void withJitOffAStrangerIsDeniedAndNothingIsMade() {
        // given
        String mail = mail("stranger", "acme.example");
        keycloak.person(mail, Map.of());
        String connection =
                "/v2/connections/" + keycloak.connection("acme-oidc").id();
        String name =
                owner.get(connection).requireStatus(200).json().required("name").asText();
        owner.patch(connection, Map.of("jitEnabled", false, "confirm", name)).requireStatus(200);
        try {
            // when
            Page refused = keycloak.signIn(
                    new Visitor(), keycloak.connection("acme-oidc").id(), mail);

            // then
            assertThat(refused.status()).as("%s", refused).isEqualTo(403);
            assertThat(refused.text()).contains("Access denied", "is not assigned to this SSO organization");
            assertThat(member("acme", mail).isMissingNode()).isTrue();
            Await.until(
                    "the denial is in the audit log",
                    SOON,
                    () -> AuditLog.of(keycloak.suite().api("audit"), "acme", "enterprise.sso.signin.denied"),
                    entries ->
                            entries.stream().anyMatch(entry -> entry.toString().contains(mail)));
        } finally {
            owner.patch(connection, Map.of("jitEnabled", true)).requireStatus(200);
        }
    }

    /** R-JIT-16, R-NEG-82 (J9): row 14, over either protocol. */
    @Test
    void whomScimDeactivatedStaysOutThoughKeycloakLetsThemIn() {
        // given
        String mail = mail("leaver", "acme.example");
        keycloak.person(mail, Map.of());
        Http scim = keycloak.suite().scim("acme");
        String user = scim.post("/Users", okta(mail)).requireStatus(201).id();
        assertThat(keycloak.signIn(new Visitor(), keycloak.connection("acme").id(), mail)
                        .address()
                        .getPath())
                .isEqualTo("/account");

        // when
        scim.patch("/Users/" + user, patch(Map.of("op", "replace", "value", Map.of("active", false))))
                .requireStatus(200);

        // then
        for (String connection : List.of("acme", "acme-oidc")) {
            Page refused = keycloak.signIn(
                    new Visitor(), keycloak.connection(connection).id(), mail);
            assertThat(refused.status()).as("%s", refused).isEqualTo(403);
        }
    }

    private static void assertToldAndSealed(String mail) {
        Await.until(
                "the sign-in is in the audit log",
                SOON,
                () -> AuditLog.of(keycloak.suite().api("audit"), "acme", "enterprise.sso.signin"),
                entries -> entries.stream().anyMatch(entry -> entry.toString().contains(mail)));
        assertThat(TopicReader.readAll(keycloak.suite(), Topics.SIGNIN_EVENTS))
                .as("the event of %s", mail)
                .anySatisfy(seen -> assertThat(seen.record().value()).contains("SignInSucceeded", mail));
    }

    private static JsonNode member(String organization, String mail) {
        JsonNode members = owner.get("/v2/orgs/" + organization + "/members?search=" + Visitor.encoded(mail))
                .requireStatus(200)
                .json()
                .required("members");
        return StreamSupport.stream(members.spliterator(), false)
                .filter(member -> member.path("email").asText().equals(mail))
                .findFirst()
                .orElseGet(() -> members.path("none"));
    }

    private static String location(String header) {
        return header.substring(header.lastIndexOf('/') + 1);
    }
}
