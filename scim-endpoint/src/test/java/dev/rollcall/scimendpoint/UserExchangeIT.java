package dev.rollcall.scimendpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users over real HTTP: what comes in, what goes out. membership-service is a {@link Neighbour}: these cases need one that is told what to say. */
@QuarkusTest
@QuarkusTestResource(NeighbourTestResource.class)
class UserExchangeIT {
    private final Neighbour neighbour = NeighbourTestResource.neighbour;
    private TestConnection connection;

    @BeforeEach
    void aConnectionWithAToken() {
        connection = new TestConnection(neighbour, 10_000, true, null);
    }

    /** R-SCIM-3, R-SCIM-13, R-SCIM-17, O12. */
    @Test
    void aCreatedUserComesBackWholeWithItsLocation() {
        // given
        String body = """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada@acme.example","active":"True",
                 "name":{"givenName":"Ada","familyName":"Lovelace"},"password":"s3cret","groups":[]}""";
        // when
        Response answer = connection
                .scim()
                .contentType("application/scim+json; charset=utf-8")
                .body(body)
                .post("/scim/v2/Users");
        // then
        answer.then()
                .statusCode(201)
                .contentType(containsString("application/scim+json"))
                .header("ETag", "W/\"1\"")
                .body("userName", equalTo("ada@acme.example"))
                .body("active", is(true))
                .body("password", nullValue())
                .body("schemas", equalTo(List.of("urn:ietf:params:scim:schemas:core:2.0:User")))
                .body("meta.resourceType", equalTo("User"))
                .body("meta.location", equalTo(answer.header("Location")));
        assertThat(answer.header("Location")).isEqualTo("https://scim.test.example/scim/v2/Users/" + answer.path("id"));
    }

    /** O2: both media types, any charset; the answer is always application/scim+json. */
    @Test
    void aBodyInLatin1IsReadAsSuch() throws Exception {
        // given
        byte[] body = "{\"userName\":\"renee@acme.example\",\"displayName\":\"Renée\"}".getBytes(ISO_8859_1);
        // when
        HttpResponse<String> answer =
                connection.send("application/json; charset=ISO-8859-1", BodyPublishers.ofByteArray(body));
        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/scim+json"));
        assertThat(answer.body()).contains("\"displayName\":\"Renée\"");
    }

    @Test
    void anAcceptHeaderForSomethingElseStillGetsScim() {
        connection
                .scim()
                .accept("text/html")
                .get("/scim/v2/ServiceProviderConfig")
                .then()
                .statusCode(200)
                .contentType(containsString("application/scim+json"));
    }

    /** R-SCIM-48. */
    @Test
    void attributesNarrowTheAnswer() {
        String id = connection.create("narrow@acme.example");
        connection
                .scim()
                .get("/scim/v2/Users/" + id + "?attributes=userName")
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("userName", equalTo("narrow@acme.example"))
                .body("schemas", hasSize(1))
                .body("meta", nullValue());
    }

    /** R-SCIM-48: a resource too long for an event loop gives the same answers, alone and in a list. */
    @Test
    void attributesNarrowALongUserToo() {
        // given
        String name = "long@acme.example";
        String display = "x".repeat(4_000);
        String id = connection
                .scim()
                .contentType("application/scim+json")
                .body(Map.of(
                        "userName", name,
                        "displayName", display,
                        "title", display,
                        "nickName", display,
                        "name", Map.of("formatted", display, "familyName", display, "givenName", display)))
                .post("/scim/v2/Users")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (String narrow : List.of("", "userName")) {
            // when
            Response single = connection.scim().queryParam("attributes", narrow).get("/scim/v2/Users/" + id);
            Response list = connection
                    .scim()
                    .queryParam("attributes", narrow)
                    .queryParam("filter", "userName eq \"" + name + "\"")
                    .get("/scim/v2/Users");
            // then
            String shown = narrow.isEmpty() ? display : null;
            single.then().statusCode(200).body("userName", equalTo(name)).body("displayName", equalTo(shown));
            list.then().statusCode(200).body("Resources[0].id", equalTo(id));
            assertThat(list.<String>path("Resources[0].displayName")).isEqualTo(shown);
        }
    }

    @Test
    void aKnownVersionIsNotSentAgain() {
        String id = connection.create("cached@acme.example");
        connection
                .scim()
                .header("If-None-Match", "W/\"1\"")
                .get("/scim/v2/Users/" + id)
                .then()
                .statusCode(304);
    }

    /** E1, R-TOK-9. */
    @Test
    void aFilterThatMatchesNobodyGivesAnEmptyList() {
        connection
                .scim()
                .queryParam("filter", "userName eq \"" + UUID.randomUUID() + "\"")
                .get("/scim/v2/Users")
                .then()
                .statusCode(200)
                .body("totalResults", is(0))
                .body("startIndex", is(1))
                .body("Resources", hasSize(0));
    }

    /** A neighbour of another version is as good as none: it may be replaced in a moment. */
    @Test
    void usersInAFormThatIsUnknownAreAskedForAgain() {
        connection.create("again@acme.example");
        neighbour.garbleNext.set(true);
        connection
                .scim()
                .queryParam("filter", "userName co \"again@acme.example\"")
                .get("/scim/v2/Users")
                .then()
                .statusCode(200)
                .body("Resources[0].userName", equalTo("again@acme.example"));
        assertThat(neighbour.garbleNext).isFalse();
    }

    @Test
    void aSearchIsAListWithItsFilterInTheBody() {
        connection.create("found@acme.example");
        connection
                .scim()
                .contentType("application/scim+json")
                .body("{\"filter\":\"userName eq \\\"found@acme.example\\\"\",\"attributes\":[\"userName\"]}")
                .post("/scim/v2/Users/.search")
                .then()
                .statusCode(200)
                .body("Resources[0].userName", equalTo("found@acme.example"))
                .body("Resources[0].meta", nullValue());
    }
}
