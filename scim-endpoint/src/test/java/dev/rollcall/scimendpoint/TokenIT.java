package dev.rollcall.scimendpoint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets in. membership-service is a {@link Neighbour}: these cases need one that is told what to say. */
@QuarkusTest
@QuarkusTestResource(NeighbourTestResource.class)
class TokenIT {
    private final Neighbour neighbour = NeighbourTestResource.neighbour;
    private TestConnection connection;

    @BeforeEach
    void aConnectionWithAToken() {
        connection = new TestConnection(neighbour, 10_000, true, null);
    }

    /** R-SCIM-6, O11. */
    @Test
    void aMissingOrWrongTokenIs401InScimForm() {
        given().get("/scim/v2/Users")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .contentType(containsString("application/scim+json"))
                .body("schemas", hasItem("urn:ietf:params:scim:api:messages:2.0:Error"))
                .body("status", equalTo("401"))
                .body("detail", containsString("trace"));
        given().header("Authorization", "non-token")
                .get("/scim/v2/Users")
                .then()
                .statusCode(401)
                .body("status", equalTo("401"));
        given().header("Authorization", "Bearer " + TestConnection.token().text())
                .get("/scim/v2/Users")
                .then()
                .statusCode(401);
    }

    @Test
    void aMistypedTokenIsTurnedDownWithoutAskingAnybody() {
        int before = neighbour.authentications.get();
        String typo = connection.token.text().substring(0, 70)
                + (connection.token.text().endsWith("A") ? 'B' : 'A');
        given().header("Authorization", "Bearer " + typo)
                .get("/scim/v2/Users")
                .then()
                .statusCode(401);
        assertThat(neighbour.authentications).hasValue(before);
    }

    /** R-SCIM-6. */
    @Test
    void aConnectionWithoutScimIs403AndSaysSo() {
        TestConnection off = new TestConnection(neighbour, 100, false, null);
        off.scim().get("/scim/v2/Users").then().statusCode(403).body("detail", containsString("switched off"));
    }

    @Test
    void anExpiredTokenIs401() {
        TestConnection expired =
                new TestConnection(neighbour, 100, true, Instant.now().minusSeconds(1));
        expired.scim().get("/scim/v2/Users").then().statusCode(401).body("detail", containsString("expired"));
    }

    @Test
    void aTokenIsAskedForOnceByManyRequests() {
        int before = neighbour.authentications.get();
        CompletableFuture<?>[] requests = new CompletableFuture[20];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = CompletableFuture.runAsync(() -> connection
                    .scim()
                    .get("/scim/v2/ServiceProviderConfig")
                    .then()
                    .statusCode(200));
        }
        CompletableFuture.allOf(requests).join();
        assertThat(neighbour.authentications.get() - before).isBetween(1, 2);
    }

    /** A revoked token ends within 5 s, though the connection keeps it busy. */
    @Test
    void aRevokedTokenEndsWithinFiveSeconds() {
        connection.scim().get("/scim/v2/ServiceProviderConfig").then().statusCode(200);
        neighbour.forgets(connection.token);
        long revoked = System.nanoTime();
        int status = 200;
        while (status == 200 && System.nanoTime() - revoked < TimeUnit.SECONDS.toNanos(6)) {
            status = connection.scim().get("/scim/v2/ServiceProviderConfig").statusCode();
        }
        assertThat(status).isEqualTo(401);
        assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(Duration.ofSeconds(5));
    }
}
