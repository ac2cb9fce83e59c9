package dev.rollcall.scimendpoint;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.kit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7644 §3.11. membership-service is a {@link Neighbour}: these cases need one that is told what to say. */
@QuarkusTest
@QuarkusTestResource(NeighbourTestResource.class)
class MeIT {
    private static final String ME = "/scim/v2/Me";
    private final Neighbour neighbour = NeighbourTestResource.neighbour;
    private final UUID organization = UUID.randomUUID();
    private final UUID member = neighbour.member(organization, true, 1, "ann-" + organization + "@acme.example");

    @Test
    void aMemberReadsTheirOwnUserUnderItsPermanentAddress() {
        String location = "https://scim.test.example/scim/v2/Users/" + member;
        as(token())
                .get(ME)
                .then()
                .statusCode(200)
                .contentType(containsString("application/scim+json"))
                .header("Location", location)
                .header("Content-Location", location)
                .header("ETag", "W/\"1\"")
                .header("RateLimit-Policy", notNullValue())
                .body("id", equalTo(member.toString()))
                .body("meta.location", equalTo(location))
                .body("schemas[0]", equalTo("urn:ietf:params:scim:schemas:core:2.0:User"));
    }

    @Test
    void attributesAndVersionsWorkAsOnAReadById() {
        as(token())
                .get(ME + "?attributes=userName")
                .then()
                .statusCode(200)
                .body("userName", notNullValue())
                .body("meta", nullValue());
        as(token()).get(ME + "?excludedAttributes=userName").then().body("userName", nullValue());
        as(token()).header("If-None-Match", "W/\"1\"").get(ME).then().statusCode(304);
    }

    @Test
    void aTokenThatSpeaksForNoMemberIs403() {
        for (String token : new String[] {
            TestTokens.platform(UUID.randomUUID()),
            TestTokens.organization(UUID.randomUUID(), organization, Set.of("scope-member-read"))
        }) {
            as(token)
                    .get(ME)
                    .then()
                    .statusCode(403)
                    .body("status", equalTo("403"))
                    .body("detail", containsString("no member"));
        }
    }

    @Test
    void aTokenThatDoesNotCountIs401() {
        UUID gone = neighbour.member(organization, false, 1, "gone-" + organization);
        UUID again = neighbour.member(organization, true, 7, "again-" + organization);
        for (String token : new String[] {
            "nonsense",
            TestTokens.expiredMember(organization, member),
            TestTokens.memberElsewhere(organization, member, "rollcall-admin"),
            TestTokens.member(UUID.randomUUID(), UUID.randomUUID(), member, "member", 1),
            TestTokens.member(UUID.randomUUID(), organization, gone, "member", 1),
            TestTokens.member(UUID.randomUUID(), organization, again, "member", 6),
            TestTokens.member(UUID.randomUUID(), organization, UUID.randomUUID(), "member", 1)
        }) {
            as(token)
                    .get(ME)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("invalid_token"))
                    .body("status", equalTo("401"));
        }
        given().get(ME).then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
        given().header("Authorization", "Basic YTpi").get(ME).then().statusCode(401);
    }

    @Test
    void aScimTokenSpeaksForNobody() {
        TestConnection connection = new TestConnection(neighbour, 10_000, true, null);
        connection.scim().get(ME).then().statusCode(501).body("detail", containsString("connection"));
        given().header("Authorization", "Bearer " + TestConnection.token().text())
                .get(ME)
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void nothingIsWrittenHere(String method) {
        int before = neighbour.changes.get();
        as(token())
                .contentType("application/scim+json")
                .body("{\"userName\":\"other\"}")
                .request(method, ME)
                .then()
                .statusCode(501)
                .body("detail", containsString("not written"));
        given().contentType("application/scim+json")
                .body("{}")
                .request(method, ME)
                .then()
                .statusCode(401);
        org.assertj.core.api.Assertions.assertThat(neighbour.changes).hasValue(before);
    }

    /** An access token opens nothing but /Me. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/Users", "/Groups", "/Schemas", "/ServiceProviderConfig", "/Me/x", "/Users/Me"})
    void anAccessTokenIsNoScimToken(String path) {
        int status = as(token()).get("/scim/v2" + path).statusCode();
        org.assertj.core.api.Assertions.assertThat(status).isIn(401, 404);
    }

    @Test
    void aPersonWhoHammersIsHeldBackAndNobodyElseIs() {
        UUID busy = neighbour.member(organization, true, 1, "busy-" + organization);
        String token = TestTokens.member(UUID.randomUUID(), organization, busy, "member", 1);
        int last = 200;
        for (int i = 0; i < 1_000 && last == 200; i++) {
            last = as(token).get(ME).statusCode();
        }
        org.hamcrest.MatcherAssert.assertThat(last, is(429));
        as(token()).get(ME).then().statusCode(200);
    }

    private String token() {
        return TestTokens.member(UUID.randomUUID(), organization, member, "member", 1);
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
