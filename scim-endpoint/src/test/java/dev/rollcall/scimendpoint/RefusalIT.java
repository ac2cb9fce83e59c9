package dev.rollcall.scimendpoint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.rollcall.contract.refusal.Refusal;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad input and limits, each answered in SCIM's form. membership-service is a {@link Neighbour}: these cases need one that is told what to say. */
@QuarkusTest
@QuarkusTestResource(NeighbourTestResource.class)
class RefusalIT {
    private final Neighbour neighbour = NeighbourTestResource.neighbour;
    private TestConnection connection;

    @BeforeEach
    void aConnectionWithAToken() {
        connection = new TestConnection(neighbour, 10_000, true, null);
    }

    /** R-SCIM-11, O10. */
    @Test
    void tooManyRequestsAre429WithWholeSeconds() {
        TestConnection slow = new TestConnection(neighbour, 2, true, null);
        Response answer = null;
        for (int i = 0; i < 5; i++) {
            answer = slow.scim().get("/scim/v2/ServiceProviderConfig");
        }
        answer.then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                .header("X-RateLimit-Limit", "2")
                .header("X-RateLimit-Remaining", "0")
                .header("X-RateLimit-Reset", matchesPattern("[0-9]{10}"))
                .header("RateLimit-Policy", "\"scim\";q=2;w=1")
                .header("RateLimit", containsString("r=0"))
                .body("status", equalTo("429"));
    }

    @Test
    void unknownPathsAndMethodsAreScimErrors() {
        connection.scim().get("/scim/v2/Nothing").then().statusCode(404).body("status", equalTo("404"));
        given().get("/elsewhere").then().statusCode(404).body("status", equalTo("404"));
        connection.scim().delete("/scim/v2/Users").then().statusCode(405).body("status", equalTo("405"));
        connection
                .scim()
                .get("/scim/v2/Users/not-a-uuid")
                .then()
                .statusCode(404)
                .body("status", equalTo("404"));
        connection.scim().get("/scim/v2/Users/" + UUID.randomUUID()).then().statusCode(404);
    }

    /** R-SCIM-21. */
    @Test
    void malformedBodiesAre400InvalidSyntax() {
        connection
                .scim()
                .contentType("application/scim+json")
                .body("{\"userName\":")
                .post("/scim/v2/Users")
                .then()
                .statusCode(400)
                .body("scimType", equalTo("invalidSyntax"));
        connection
                .scim()
                .contentType("application/scim+json")
                .body("[".repeat(1000))
                .post("/scim/v2/Users")
                .then()
                .statusCode(400)
                .body("scimType", equalTo("invalidSyntax"));
        connection
                .scim()
                .contentType("application/scim+json")
                .body("{\"active\":true}")
                .post("/scim/v2/Users")
                .then()
                .statusCode(400)
                .body("scimType", equalTo("invalidValue"));
    }

    @Test
    void anotherMediaTypeIs415AndALargeBody413() {
        connection
                .scim()
                .contentType("text/plain")
                .body("hello")
                .post("/scim/v2/Users")
                .then()
                .statusCode(415);
        connection
                .scim()
                .contentType("application/scim+json")
                .body(new byte[(1 << 20) + 1])
                .post("/scim/v2/Users")
                .then()
                .statusCode(413)
                .body("status", equalTo("413"));
    }

    @Test
    void aBodyWithoutALengthIsBoundedToo() throws Exception {
        HttpResponse<String> answer = connection.send(
                "application/scim+json",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[3 << 20])));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"status\":\"413\"");
    }

    @Test
    void aLongFilterIsRefused() {
        connection
                .scim()
                .contentType("application/scim+json")
                .body(Map.of("filter", "userName eq \"" + "x".repeat(9000) + "\""))
                .post("/scim/v2/Users/.search")
                .then()
                .statusCode(400)
                .body("scimType", equalTo("invalidFilter"));
    }

    /** The source of truth's refusals keep their kind and keyword. */
    @Test
    void aRefusalBecomesItsScimError() {
        connection.scim().get("/scim/v2/ServiceProviderConfig").then().statusCode(200);
        neighbour.refuseNext.set(Refusal.USER_EXISTS);
        connection
                .post("twice@acme.example")
                .then()
                .statusCode(409)
                .body("scimType", equalTo("uniqueness"))
                .body("detail", containsString("as the test wants"));
    }

    @Test
    void everyAnswerNamesItsTrace() {
        connection
                .scim()
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .get("/scim/v2/Users/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .header("X-Request-Id", equalTo("4bf92f3577b34da6a3ce929d0e0e4736"))
                .body("detail", containsString("4bf92f3577b34da6a3ce929d0e0e4736"))
                .body("detail", not(containsString("Exception")));
    }
}
