package dev.rollcall.scimendpoint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.contract.provisioning.ScimToken;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * membership-service away for longer than a request is held: O10, R-SCIM-1, R-SCIM-6. It is a {@link Neighbour}: the real one would take
 * its database along.
 */
@QuarkusTest
@QuarkusTestResource(NeighbourTestResource.class)
class AbsenceIT {
    private static final String OKTA = "Okta SCIM Client 1.0.0";
    private static final Duration AT_ONCE =
            Duration.ofSeconds(5); // a fifth of what a request is held, on a busy machine

    private final Neighbour neighbour = NeighbourTestResource.neighbour;

    @Test
    void aLongOutageIsToldHonestlyAtOnceAndEndsByItself() throws Exception {
        TestConnection known = new TestConnection(neighbour, 10_000, true, null);
        TestConnection revoked = new TestConnection(neighbour, 10_000, true, null);
        ScimToken stranger = TestConnection.token();
        known.scim().get("/scim/v2/Schemas").then().statusCode(200);
        revoked.scim().get("/scim/v2/Schemas").then().statusCode(200);
        neighbour.forgets(revoked.token);
        until(() -> revoked.scim().get("/scim/v2/Schemas"), 401);

        neighbour.stop();
        try {
            CompletableFuture<Response> okta = CompletableFuture.supplyAsync(() -> create(known, OKTA, "okta"));
            CompletableFuture<Response> other = CompletableFuture.supplyAsync(() -> create(known, "curl/8", "other"));
            CompletableFuture<Response> unproved = CompletableFuture.supplyAsync(() -> discovery(stranger));
            assertTold(okta.get(60, TimeUnit.SECONDS), 429);
            assertTold(other.get(60, TimeUnit.SECONDS), 503);
            assertTold(unproved.get(60, TimeUnit.SECONDS), 503);

            long began = System.nanoTime();
            assertTold(create(known, OKTA, "okta"), 429);
            assertTold(create(known, "curl/8", "other"), 503);
            assertTold(known.scim().get("/scim/v2/Users?filter=userName eq \"a\""), 503);
            for (String document : new String[] {"ServiceProviderConfig", "ResourceTypes", "Schemas"}) {
                known.scim().get("/scim/v2/" + document).then().statusCode(200);
            }
            assertTold(discovery(stranger), 503);
            assertTold(discovery(revoked.token), 503);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
        } finally {
            neighbour.start();
        }
        until(() -> create(known, OKTA, "okta"), 201);
        assertThat(known.count("okta@acme.example")).isEqualTo(1);
        given().header("Authorization", "Bearer " + stranger.text())
                .get("/scim/v2/Schemas")
                .then()
                .statusCode(401);
    }

    private static void assertTold(Response answer, int status) {
        answer.then()
                .statusCode(status)
                .header("Retry-After", matchesPattern("[1-9][0-9]{0,2}"))
                .body("status", equalTo(Integer.toString(status)))
                .body("scimType", nullValue());
    }

    private static Response discovery(ScimToken token) {
        return given().header("Authorization", "Bearer " + token.text()).get("/scim/v2/ServiceProviderConfig");
    }

    private static Response create(TestConnection connection, String userAgent, String name) {
        return connection
                .scim()
                .header("User-Agent", userAgent)
                .contentType("application/scim+json")
                .body(Map.of("userName", name + "@acme.example"))
                .post("/scim/v2/Users");
    }

    private static void until(Supplier<Response> request, int status) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        int seen = request.get().statusCode();
        while (seen != status && System.nanoTime() < end) {
            LockSupport.parkNanos(200_000_000);
            seen = request.get().statusCode();
        }
        assertThat(seen).isEqualTo(status);
    }
}
