package dev.rollcall.scimendpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** membership-service away, or of uncertain state. membership-service is a {@link Neighbour}: these cases need one that is told what to say. */
@QuarkusTest
@QuarkusTestResource(NeighbourTestResource.class)
class HoldIT {
    private final Neighbour neighbour = NeighbourTestResource.neighbour;
    private TestConnection connection;

    @BeforeEach
    void aConnectionWithAToken() {
        connection = new TestConnection(neighbour, 10_000, true, null);
    }

    /** A restart of membership-service is a slow 201, not an error. */
    @Test
    void aCreateIsHeldWhileMembershipServiceIsAway() throws Exception {
        // given
        connection.scim().get("/scim/v2/ServiceProviderConfig").then().statusCode(200);
        neighbour.stop();
        // when
        CompletableFuture<Response> create = CompletableFuture.supplyAsync(() -> connection.post("held@acme.example"));
        boolean answeredMeanwhile = create.thenApply(answer -> true)
                .completeOnTimeout(false, 700, TimeUnit.MILLISECONDS)
                .join();
        neighbour.start();
        // then
        assertThat(answeredMeanwhile).isFalse();
        create.get(30, TimeUnit.SECONDS).then().statusCode(201);
        assertThat(connection.count("held@acme.example")).isEqualTo(1);
    }

    /** A change that may have happened is not sent twice; a read is. */
    @Test
    void aChangeOfUncertainOutcomeIs503AndAReadIsRepeated() {
        String id = connection.create("uncertain@acme.example");
        neighbour.failNext.set(1);
        connection
                .post("uncertain2@acme.example")
                .then()
                .statusCode(503)
                .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                .body("status", equalTo("503"))
                .body("scimType", nullValue());
        neighbour.failNext.set(1);
        connection.scim().get("/scim/v2/Users/" + id).then().statusCode(200);
    }
}
