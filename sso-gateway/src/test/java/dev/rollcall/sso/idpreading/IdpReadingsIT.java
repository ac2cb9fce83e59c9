package dev.rollcall.sso.idpreading;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.sun.net.httpserver.HttpServer;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.kit.TestTokens;
import dev.rollcall.sso.ConnectionsStandIn;
import dev.rollcall.sso.flow.TestConnections;
import dev.rollcall.sso.oidc.LocalProvider;
import dev.rollcall.sso.saml.SamlKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What membership-service is told about identity providers, and the hourly look (R-NEG-46). */
@QuarkusTest
class IdpReadingsIT {
    private static final String ENTITY = "https://idp.test/saml";

    @Inject
    MetadataRefresh refresh;

    private final SamlKeys keys = SamlKeys.rsa(
            "idp", Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(1)));
    private HttpServer publisher;
    private volatile String published;

    @BeforeEach
    void publish() throws IOException {
        published = metadata(ENTITY, "https://idp.test/sso");
        publisher = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        publisher.createContext("/", exchange -> {
            byte[] body = published.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        publisher.start();
    }

    @AfterEach
    void close() {
        publisher.stop(0);
    }

    private String url() {
        return "http://localhost:" + publisher.getAddress().getPort() + "/metadata";
    }

    private String metadata(String entity, String signOn) {
        try {
            String certificate =
                    Base64.getEncoder().encodeToString(keys.certificate().getEncoded());
            return """
                    <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" \
                    entityID="%s"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">\
                    <md:KeyDescriptor><ds:KeyInfo><ds:X509Data><ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data></ds:KeyInfo>\
                    </md:KeyDescriptor><md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" \
                    Location="%s"/></md:IDPSSODescriptor></md:EntityDescriptor>""".formatted(entity, certificate, signOn);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static ValidatableResponse saml(Map<String, Object> source) {
        return asked("/internal/v1/idp-readings/saml", source);
    }

    private static ValidatableResponse asked(String path, Map<String, Object> source) {
        return given().header("Authorization", "Bearer " + TestTokens.service("membership-service", "sso-gateway"))
                .contentType("application/json")
                .body(source)
                .post(path)
                .then();
    }

    @Test
    void metadataAreReadFromTheirAddressOrAsTheyAre() {
        saml(Map.of("url", url()))
                .statusCode(200)
                .body("failure", nullValue())
                .body("metadataUrl", equalTo(url()))
                .body("entityId", equalTo(ENTITY))
                .body("signOnUrl", equalTo("https://idp.test/sso"))
                .body("certificates", hasSize(1));
        saml(Map.of("xml", published)).statusCode(200).body("entityId", equalTo(ENTITY));
    }

    /** R-NEG-46: a year that no database takes is none at all. */
    @Test
    void metadataThatAreValidForEverHaveNoEnd() {
        String forEver = metadata(ENTITY, "https://idp.test/sso")
                .replace("<md:EntityDescriptor ", "<md:EntityDescriptor validUntil=\"+1000000000-01-01T00:00:00Z\" ");

        saml(Map.of("xml", forEver))
                .statusCode(200)
                .body("failure", nullValue())
                .body("validUntil", nullValue());
    }

    @Test
    void whatCannotBeTakenIsSaidInASentence() {
        saml(Map.of("xml", metadata(ENTITY, "javascript:alert(1)"))).body("failure", containsString("https address"));
        saml(Map.of("xml", "<x/>")).body("failure", notNullValue()).body("certificates", hasSize(0));
        saml(Map.of("url", "http://169.254.169.254/")).body("failure", containsString("not public"));
        saml(Map.of("url", "http://localhost:1/")).body("failure", containsString("cannot be fetched"));
        saml(Map.of()).statusCode(400);
    }

    @Test
    void aDiscoveryDocumentSaysWhichAlgorithmsThereAre() throws IOException {
        try (LocalProvider provider = new LocalProvider()) {
            Map<String, Object> source = new LinkedHashMap<>();
            source.put("kind", "STANDARD");
            source.put("issuer", provider.issuer());
            source.put("tenants", List.of());
            asked("/internal/v1/idp-readings/oidc", source)
                    .statusCode(200)
                    .body("failure", nullValue())
                    .body("algorithms", equalTo(List.of("RS256")));
            source.put("issuer", provider.issuer() + "/");
            asked("/internal/v1/idp-readings/oidc", source)
                    .statusCode(200)
                    .body("failure", containsString("issuer"))
                    .body("algorithms", hasSize(0));
            source.put("kind", "ENTRA");
            asked("/internal/v1/idp-readings/oidc", source).body("failure", containsString("directories"));
        }
    }

    @Test
    void nobodyElseMayAsk() {
        given().contentType("application/json")
                .body(Map.of("xml", "<x/>"))
                .post("/internal/v1/idp-readings/saml")
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer " + TestTokens.service("audit-service", "sso-gateway"))
                .contentType("application/json")
                .body(Map.of("xml", "<x/>"))
                .post("/internal/v1/idp-readings/saml")
                .then()
                .statusCode(403);
    }

    @Test
    void whatIsDueIsReadAndToldAlsoWhenItFailed() {
        // given
        SignInConnection good = TestConnections.saml();
        SignInConnection bad = TestConnections.saml();
        ConnectionsStandIn.DUE.put(good.id(), url());
        ConnectionsStandIn.DUE.put(bad.id(), "http://localhost:1/metadata");

        // when
        refresh.refresh();

        // then
        assertThat(ConnectionsStandIn.READINGS.get(good.id()).path("entityId").asText())
                .isEqualTo(ENTITY);
        assertThat(ConnectionsStandIn.READINGS.get(bad.id()).path("failure").asText())
                .contains("cannot be fetched");
    }
}
