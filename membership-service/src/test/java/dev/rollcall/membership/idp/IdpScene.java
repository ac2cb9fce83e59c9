package dev.rollcall.membership.idp;

import static io.restassured.RestAssured.given;

import dev.rollcall.kit.TestTokens;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An organization with one connection, its owner, and sso-gateway asking about it. */
final class IdpScene {
    static final String ENTITY = "https://idp.example/entity";
    static final String SIGN_ON = "https://idp.example/sso";

    final AdminFixture admin;
    final House house;
    final String domain;
    final String owner;
    final UUID id;

    IdpScene(AdminFixture admin, String protocol) {
        this.admin = admin;
        house = admin.organization();
        domain = admin.domain(house);
        owner = admin.person(house, "owner").token();
        id = UUID.fromString(admin.post(
                        owner,
                        "/v2/connections",
                        Map.of(
                                "name",
                                AdminFixture.unique("idp"),
                                "protocol",
                                protocol,
                                "organization",
                                house.name(),
                                "domains",
                                List.of(domain)))
                .statusCode(201)
                .extract()
                .path("id"));
    }

    static Map<String, Object> byHand(IdpTestCertificate... certificates) {
        Map<String, Object> body = new HashMap<>();
        body.put("entityId", ENTITY);
        body.put("signOnUrl", SIGN_ON);
        body.put(
                "certificates",
                List.of(certificates).stream().map(IdpTestCertificate::pem).toList());
        return body;
    }

    /** What sso-gateway reads in metadata. */
    static Map<String, Object> reading(String url, String entityId, IdpTestCertificate... certificates) {
        Map<String, Object> reading = new HashMap<>();
        reading.put("metadataUrl", url);
        reading.put("entityId", entityId);
        reading.put("signOnUrl", SIGN_ON);
        reading.put(
                "certificates",
                List.of(certificates).stream().map(IdpTestCertificate::base64).toList());
        return reading;
    }

    static Map<String, Object> failure(String url, String why) {
        return Map.of("metadataUrl", url, "failure", why, "certificates", List.of());
    }

    ValidatableResponse put(Object body) {
        return put(owner, body);
    }

    ValidatableResponse put(String token, Object body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(body)
                .put("/v2/connections/" + id + "/idp")
                .then();
    }

    ValidatableResponse get() {
        return admin.get(owner, "/v2/connections/" + id + "/idp");
    }

    ValidatableResponse connection() {
        return admin.get(owner, "/v2/connections/" + id).statusCode(200);
    }

    ValidatableResponse change(Map<String, ?> body) {
        return admin.patch(owner, "/v2/connections/" + id, body);
    }

    /** Set up by hand and let people in. */
    IdpScene active() {
        put(byHand(IdpTestCertificate.forDays(400))).statusCode(200);
        change(Map.of("state", "ACTIVE", "override", true)).statusCode(200);
        return this;
    }

    ValidatableResponse signIn() {
        return gateway().get("/internal/v1/connections/" + id + "/sign-in").then();
    }

    long version() {
        return signIn().statusCode(200).extract().jsonPath().getLong("version");
    }

    static ValidatableResponse choices(String email) {
        return gateway()
                .body(Map.of("email", email))
                .post("/internal/v1/connections/choices")
                .then()
                .statusCode(200);
    }

    ValidatableResponse tested(long version) {
        return gateway()
                .body(Map.of("version", version))
                .post("/internal/v1/connections/" + id + "/tested")
                .then();
    }

    ValidatableResponse refreshed(Map<String, ?> reading) {
        return gateway()
                .body(reading)
                .put("/internal/v1/connections/" + id + "/metadata")
                .then();
    }

    static List<String> due() {
        return gateway()
                .get("/internal/v1/connections/metadata-due?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .path("due.connection");
    }

    static RequestSpecification gateway() {
        return given().header("Authorization", "Bearer " + TestTokens.service("sso-gateway", "membership-service"))
                .contentType(ContentType.JSON);
    }
}
