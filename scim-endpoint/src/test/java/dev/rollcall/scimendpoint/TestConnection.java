package dev.rollcall.scimendpoint;

import static io.restassured.RestAssured.given;

import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.ScimToken;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A connection of its own, which the neighbour knows, and calls as its identity provider. */
final class TestConnection {
    private static final SecureRandom RANDOM = new SecureRandom();

    final ScimToken token = token();
    final ScimClient client;

    TestConnection(Neighbour neighbour, int rate, boolean enabled, Instant expiresAt) {
        client = new ScimClient(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "test",
                enabled,
                false,
                ScimClient.Dialect.GENERIC,
                false,
                ScimClient.Mode.COMPAT,
                ScimClient.UserNames.ANY,
                ScimClient.GroupNames.ANY,
                rate,
                List.of(),
                expiresAt);
        neighbour.knows(token, client);
    }

    /** A token of the right form that nobody knows. */
    static ScimToken token() {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        String publicId = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        return new ScimToken(publicId, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    RequestSpecification scim() {
        return given().header("Authorization", "Bearer " + token.text());
    }

    Response post(String userName) {
        return scim().contentType("application/scim+json")
                .body(Map.of("userName", userName))
                .post("/scim/v2/Users");
    }

    /** The id of a new user. */
    String create(String userName) {
        return post(userName).then().statusCode(201).extract().path("id");
    }

    int count(String userName) {
        return scim().queryParam("filter", "userName eq \"" + userName + "\"")
                .get("/scim/v2/Users")
                .path("totalResults");
    }

    /** A POST of a user whose bytes and headers go as they are; the usual client would encode and measure them. */
    HttpResponse<String> send(String contentType, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/scim/v2/Users"))
                .header("Authorization", "Bearer " + token.text())
                .header("Content-Type", contentType)
                .POST(body)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
