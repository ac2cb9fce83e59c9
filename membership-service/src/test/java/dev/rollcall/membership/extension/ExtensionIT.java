package dev.rollcall.membership.extension;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The admin API of a connection's own extensions (E9). */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class ExtensionIT {
    private static final String URN = "urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User";

    @Inject
    AdminFixture admin;

    private House house;
    private String owner;
    private String path;

    @BeforeEach
    void aConnection() {
        house = admin.organization();
        owner = admin.person(house, "owner").token();
        path = "/v2/connections/" + admin.connection(house) + "/extensions";
    }

    @Test
    void anExtensionIsRegisteredReplacedAndRemovedAndEachIsTold() {
        put(owner, URN, document("tag"))
                .statusCode(200)
                .body("id", equalTo(URN))
                .body("attributes[0].type", equalTo("string"));
        put(owner, URN, document("tag")).statusCode(200); // the same again is nothing new
        put(owner, URN, document("tag", "level")).statusCode(200).body("attributes", hasSize(2));
        admin.get(owner, path).statusCode(200).body("extensions", hasSize(1)).body("extensions[0].id", equalTo(URN));
        admin.get(owner, path + "/" + URN).statusCode(200).body("attributes[1].name", equalTo("level"));
        admin.delete(owner, path + "/" + URN).statusCode(204);

        admin.get(owner, path).body("extensions", hasSize(0));
        admin.get(owner, path + "/" + URN).statusCode(404).body("code", equalTo("EXTENSION_UNKNOWN"));
        admin.delete(owner, path + "/" + URN).statusCode(404);
        List<String> told = admin.bodies(house.id(), "ConnectionExtensionChanged");
        assertThat(told).hasSize(3);
        assertThat(told.get(0)).contains("REGISTERED", URN);
        assertThat(told.get(1)).contains("REPLACED", "level");
        assertThat(told.get(2)).contains("REMOVED");
    }

    @Test
    void whatCannotBeObeyedIsRefusedWithItsPlace() {
        put(
                        owner,
                        URN,
                        Map.of(
                                "name",
                                "A",
                                "description",
                                "B",
                                "attributes",
                                List.of(Map.of("name", "x", "type", "text"))))
                .statusCode(400)
                .body("code", equalTo("VALUE_INVALID"))
                .body("detail", containsString("attributes[0].type"));
        put(owner, "urn:ietf:params:scim:schemas:core:2.0:User", document("tag"))
                .statusCode(400);
        put(owner, "nothing", document("tag")).statusCode(400).body("detail", containsString("URN"));
        put(owner, URN, document("tag")).statusCode(200);
        put(owner, URN.replace("Custom", "custom"), document("tag"))
                .statusCode(400)
                .body("detail", containsString("spelling"));
        put(owner, URN + ":tag", document("tag"))
                .statusCode(400)
                .body("detail", containsString("path could mean either"));
        for (int i = 1; i < 5; i++) {
            put(owner, "urn:acme:more:" + i, document("tag")).statusCode(200);
        }
        put(owner, "urn:acme:more:5", document("tag")).statusCode(400).body("detail", containsString("at most 5"));
        admin.get(owner, path).body("extensions", hasSize(5));
    }

    /** Another organization's connection reads as one that does not exist. */
    @Test
    void onlyOwnersOfTheConnectionsOrganizationsMayReadOrChangeIt() {
        String member = admin.person(house, "editor").token();
        String stranger = admin.person(admin.organization(), "owner").token();
        put(member, URN, document("tag")).statusCode(403);
        admin.get(member, path).statusCode(403);
        put(stranger, URN, document("tag")).statusCode(404).body("code", equalTo("CONNECTION_UNKNOWN"));
        admin.get(stranger, path).statusCode(404);
        admin.delete(stranger, path + "/" + URN).statusCode(404);
        given().get(path).then().statusCode(401);
        admin.get(admin.platform(), path).statusCode(200).body("extensions", hasSize(0));
        admin.get(owner, "/v2/connections/" + UUID.randomUUID() + "/extensions").statusCode(404);
    }

    private ValidatableResponse put(String token, String urn, Object body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(body)
                .put(path + "/" + urn)
                .then();
    }

    private static Map<String, Object> document(String... names) {
        return Map.of(
                "name",
                "Acme",
                "description",
                "Attributes of our own.",
                "attributes",
                List.of(names).stream().map(name -> Map.of("name", name)).toList());
    }
}
