package dev.rollcall.scimendpoint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.contract.provisioning.OauthCredentials;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.ScimToken;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** E24: client credentials become a token, and the token a connection; RFC 6749 §4.4, §5; RFC 8414. */
@QuarkusTest
@QuarkusTestResource(NeighbourTestResource.class)
class OauthIT {
    private static final String TOKEN = "/scim/v2/oauth/token";

    private final Neighbour neighbour = NeighbourTestResource.neighbour;

    private OauthCredentials credentials(boolean enabled, Instant expiresAt) {
        OauthCredentials credentials = stranger();
        ScimClient client = new TestConnection(neighbour, 10_000, enabled, expiresAt).client;
        neighbour.knows(credentials, client);
        return credentials;
    }

    private static OauthCredentials stranger() {
        ScimToken random = TestConnection.token();
        return new OauthCredentials(random.publicId().replaceAll("[0189]", "a"), random.secret());
    }

    private static Response ask(OauthCredentials credentials) {
        return given().auth()
                .preemptive()
                .basic(credentials.clientId(), credentials.clientSecret())
                .formParam("grant_type", "client_credentials")
                .post(TOKEN);
    }

    private static String token(OauthCredentials credentials) {
        return ask(credentials).then().statusCode(200).extract().path("access_token");
    }

    private static Response scim(String token) {
        return given().header("Authorization", "Bearer " + token).get("/scim/v2/ServiceProviderConfig");
    }

    private static void refused(ValidatableResponse answer, int status, String error) {
        answer.statusCode(status)
                .header("Cache-Control", equalTo("no-store"))
                .contentType(containsString("application/json"))
                .body("error", equalTo(error))
                .body("error_description", containsString("trace"));
    }

    @Test
    void clientCredentialsBecomeATokenThatReachesScim() {
        OauthCredentials credentials = credentials(true, null);

        String token = ask(credentials)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .header("Pragma", equalTo("no-cache"))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(3600))
                .body("scope", equalTo("scim"))
                .extract()
                .path("access_token");

        scim(token).then().statusCode(200).body("authenticationSchemes.type", contains("oauthbearertoken", "oauth2"));
        given().formParam("grant_type", "client_credentials")
                .formParam("client_id", credentials.clientId())
                .formParam("client_secret", credentials.clientSecret())
                .post(TOKEN)
                .then()
                .statusCode(200);
    }

    @Test
    void aTokenEndsWithItsClient() {
        OauthCredentials credentials = credentials(true, Instant.now().plusSeconds(600));
        int seconds = ask(credentials).then().statusCode(200).extract().path("expires_in");
        assertThat(seconds).isBetween(590, 600);
    }

    @Test
    void whatIsWrongIsToldInOauthsForm() {
        refused(ask(stranger()).then().header("WWW-Authenticate", containsString("Basic")), 401, "invalid_client");
        refused(
                given().formParam("grant_type", "client_credentials")
                        .post(TOKEN)
                        .then(),
                401,
                "invalid_client");
        refused(
                given().auth()
                        .preemptive()
                        .basic("a", "b")
                        .formParam("grant_type", "authorization_code")
                        .post(TOKEN)
                        .then(),
                400,
                "unsupported_grant_type");
        refused(given().contentType("application/json").body("{}").post(TOKEN).then(), 400, "invalid_request");
        refused(
                given().contentType("application/x-www-form-urlencoded")
                        .body("x".repeat(10_000))
                        .post(TOKEN)
                        .then(),
                400,
                "invalid_request");
        refused(ask(credentials(false, null)).then(), 400, "unauthorized_client");
        refused(ask(credentials(true, Instant.now().minusSeconds(1))).then(), 401, "invalid_client");
    }

    /** Neither counts as the other. */
    @Test
    void aClientsSecretIsNoTokenAndATokenNoSecret() {
        OauthCredentials credentials = credentials(true, null);
        scim(new ScimToken(credentials.publicId(), credentials.secret()).text())
                .then()
                .statusCode(401);
        scim(credentials.clientSecret()).then().statusCode(401);
        TestConnection connection = new TestConnection(neighbour, 100, true, null);
        refused(
                ask(new OauthCredentials("a".repeat(16), connection.token.secret()))
                        .then(),
                401,
                "invalid_client");
    }

    @Test
    void aForgedOrForeignTokenIsTurnedDownWithoutAskingAnybody() {
        String token = token(credentials(true, null));
        int before = neighbour.authentications.get();

        scim("rca_" + "a".repeat(16) + token.substring(20)).then().statusCode(401);
        scim(token.substring(0, token.length() - 1)).then().statusCode(401);

        assertThat(neighbour.authentications).hasValue(before);
    }

    @Test
    void theTokensOfADeletedClientEndWithinFiveSeconds() {
        OauthCredentials credentials = credentials(true, null);
        String token = token(credentials);
        scim(token).then().statusCode(200);

        neighbour.forgets(credentials);

        long deleted = System.nanoTime();
        long begun = deleted;
        while (scim(token).statusCode() == 200) {
            assertThat(Duration.ofNanos(begun - deleted)).isLessThan(Duration.ofSeconds(5));
            begun = System.nanoTime();
        }
        scim(token).then().statusCode(401).body("status", equalTo("401"));
    }

    /** The one client asks again and again, as a badly written connector does. */
    @Test
    void aClientThatAsksForEachRequestIsSlowedDown() {
        OauthCredentials credentials = credentials(true, null);
        int status = 200;
        for (int i = 0; i < 100 && status == 200; i++) {
            status = ask(credentials).statusCode();
        }
        assertThat(status).isEqualTo(429);
        ask(credentials).then().statusCode(429).header("Retry-After", equalTo("5"));
    }

    @Test
    void theMetadataTellWhereTheTokenEndpointIs() {
        given().get("/.well-known/oauth-authorization-server/scim/v2")
                .then()
                .statusCode(200)
                .body("issuer", equalTo("https://scim.test.example/scim/v2"))
                .body("token_endpoint", equalTo("https://scim.test.example/scim/v2/oauth/token"))
                .body("grant_types_supported", contains("client_credentials"))
                .body("token_endpoint_auth_methods_supported", contains("client_secret_basic", "client_secret_post"));
        given().get("/.well-known/oauth-authorization-server/other").then().statusCode(404);
    }
}
