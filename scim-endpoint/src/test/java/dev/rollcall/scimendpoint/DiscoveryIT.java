package dev.rollcall.scimendpoint;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service says of itself. membership-service is a {@link Neighbour}: these cases need one that is told what to say. */
@QuarkusTest
@QuarkusTestResource(NeighbourTestResource.class)
class DiscoveryIT {
    private final Neighbour neighbour = NeighbourTestResource.neighbour;
    private TestConnection connection;

    @BeforeEach
    void aConnectionWithAToken() {
        connection = new TestConnection(neighbour, 10_000, true, null);
    }

    /** R-SCIM-1, R-SCIM-7: nothing is advertised that does not work. */
    @Test
    void discoveryTellsTheTruth() {
        connection
                .scim()
                .get("/scim/v2/ServiceProviderConfig")
                .then()
                .statusCode(200)
                .body("patch.supported", is(true))
                .body("bulk.supported", is(true))
                .body("bulk.maxOperations", is(1000))
                .body("etag.supported", is(true))
                .body("pagination.cursor", is(true))
                .body("pagination.cursorTimeout", is(3600))
                .body("changePassword.supported", is(false))
                .body("filter.maxResults", is(200))
                .body("authenticationSchemes[0].type", equalTo("oauthbearertoken"));
        connection
                .scim()
                .get("/scim/v2/ResourceTypes")
                .then()
                .statusCode(200)
                .body("Resources.name", hasItem("User"))
                .body("Resources.name", hasItem("Group"));
        connection
                .scim()
                .get("/scim/v2/ResourceTypes/User")
                .then()
                .statusCode(200)
                .body("endpoint", equalTo("/Users"));
        connection.scim().get("/scim/v2/ResourceTypes/Nobody").then().statusCode(404);
        connection
                .scim()
                .get("/scim/v2/Schemas/urn:ietf:params:scim:schemas:extension:docker:2.0:User")
                .then()
                .statusCode(200)
                .body("attributes.name", hasItem("dockerRole"));
        connection.scim().get("/scim/v2/Schemas/urn:none").then().statusCode(404);
        connection.scim().get("/scim/v2/Schemas?filter=id eq \"x\"").then().statusCode(403);
        given().get("/scim/v2/Schemas").then().statusCode(401);
    }
}
