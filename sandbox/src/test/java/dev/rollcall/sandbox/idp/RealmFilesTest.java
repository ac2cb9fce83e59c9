package dev.rollcall.sandbox.idp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RealmFilesTest {
    @Test
    void everybodyHasAVerifiedAddressOfAcme() {
        for (JsonNode person : RealmFiles.read("people.json")) {
            assertThat(person.path("email").asText()).endsWith("@acme.example");
            assertThat(person.path("emailVerified").asBoolean()).isTrue();
            assertThat(person.path("username").asText())
                    .as("people sign in with their address")
                    .isEqualTo(person.path("email").asText());
        }
    }

    @Test
    void theFilesHoldNoSecret() {
        assertThat(RealmFiles.object("oidc-client.json").has("secret")).isFalse();
        assertThat(RealmFiles.read("people.json").findValues("credentials")).isEmpty();
    }

    /** R-SSO-6, R-GRP-13, R-ROLE-2: under these names the gateway looks for what Keycloak knows. */
    @Test
    void samlSendsUnderDocumentedNames() {
        assertThat(StreamSupport.stream(
                                RealmFiles.object("saml-client.json")
                                        .path("protocolMappers")
                                        .spliterator(),
                                false)
                        .map(mapper -> mapper.at("/config/attribute.name").asText()))
                .contains("email", "groups", "dockerRole", "dockerOrg", "dockerTeam", "dockerSessionMinutes")
                .contains("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname");
    }
}
