package dev.rollcall.systemtests.provisioning;

import static dev.rollcall.systemtests.suite.People.ENTERPRISE;
import static dev.rollcall.systemtests.suite.People.GROUP;
import static dev.rollcall.systemtests.suite.People.mail;
import static dev.rollcall.systemtests.suite.People.okta;
import static dev.rollcall.systemtests.suite.People.patch;
import static dev.rollcall.systemtests.suite.People.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** RFC 7644 §3.7, in real requests. */
class BulkST {
    private static final String BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

    private final Http scim = RunningSuite.get().scim("acme");

    /** References in any order: the group stands before its members. */
    @Test
    void aGroupMayComeBeforeThePeopleInIt() {
        String ann = mail("ann", "acme.example");
        JsonNode told = bulk(
                post(
                        "/Groups",
                        "g",
                        Map.of(
                                "schemas",
                                List.of(GROUP),
                                "displayName",
                                "acme:" + unique("bulk"),
                                "members",
                                List.of(Map.of("value", "bulkId:a"), Map.of("value", "bulkId:b")))),
                post("/Users", "a", okta(ann)),
                post("/Users", "b", okta(mail("bob", "acme.example"))),
                operation("PATCH", "/Users/bulkId:a", patch(Map.of("op", "replace", "path", "title", "value", "Dr"))));

        assertStatuses(told, "201", "201", "201", "200");
        JsonNode group = scim.get("/Groups/" + id(told.get(0)) + "?attributes=members")
                .requireStatus(200)
                .json();
        assertThat(group.path("members").findValuesAsText("value"))
                .containsExactlyInAnyOrder(id(told.get(1)), id(told.get(2)));
        JsonNode user = scim.get("/Users/" + id(told.get(1))).requireStatus(200).json();
        assertThat(user.path("userName").asText()).isEqualTo(ann);
        assertThat(user.path("title").asText()).isEqualTo("Dr");
        assertThat(told.get(3).path("version").asText())
                .isEqualTo(user.at("/meta/version").asText());
    }

    /** Each is the other's manager: nobody can be made whole first. */
    @Test
    void aCircleOfReferencesIsClosed() {
        JsonNode told = bulk(
                post("/Users", "a", managedBy("bulkId:b")),
                post("/Users", "b", managedBy("bulkId:a")),
                post("/Users", "c", managedBy("bulkId:c")));

        assertStatuses(told, "201", "201", "201");
        assertThat(manager(id(told.get(0)))).isEqualTo(id(told.get(1)));
        assertThat(manager(id(told.get(1)))).isEqualTo(id(told.get(0)));
        assertThat(manager(id(told.get(2)))).isEqualTo(id(told.get(2)));
        assertThat(told.get(0).path("version").asText())
                .isEqualTo(scim.get("/Users/" + id(told.get(0))).header("ETag"));
    }

    /** What fails says why, in the form of a request of its own, and nobody else suffers from it. */
    @Test
    void eachOperationHasItsOwnOutcome() {
        String id = scim.post("/Users", okta(mail("cat", "acme.example")))
                .requireStatus(201)
                .id();
        JsonNode told = bulk(
                post("/Users", "bad", okta(mail("zoe", "elsewhere.example"))),
                post(
                        "/Groups",
                        "g",
                        Map.of(
                                "displayName",
                                "acme:" + unique("x"),
                                "members",
                                List.of(Map.of("value", "bulkId:bad")))),
                operation("PATCH", "/Users/" + UUID.randomUUID(), patch(Map.of("op", "remove", "path", "title"))),
                operation("BREW", "/Users/" + id, Map.of()),
                versioned("DELETE", "/Users/" + id, "W/\"7\""),
                operation("PUT", "/Users/" + id, okta(mail("dan", "acme.example"))),
                operation("DELETE", "/Users/" + id, null));

        assertStatuses(told, "400", "400", "404", "400", "412", "200", "204");
        assertThat(told.at("/0/response/scimType").asText()).isEqualTo("invalidValue");
        assertThat(told.at("/0/response/detail").asText()).contains("elsewhere.example");
        assertThat(told.at("/0/bulkId").asText()).isEqualTo("bad");
        assertThat(told.at("/1/response/detail").asText()).contains("bulkId");
        assertThat(told.at("/4/location").asText()).endsWith("/Users/" + id);
        scim.get("/Users/" + id).requireScimError(404, "");
    }

    @Test
    void itStopsAfterAsManyErrorsAsTheClientAllows() {
        Map<String, Object> request = new HashMap<>(request(
                post("/Users", "1", okta("none")),
                post("/Users", "2", okta(mail("eve", "acme.example"))),
                post("/Users", "3", okta("none")),
                post("/Users", "4", okta(mail("fay", "acme.example")))));
        request.put("failOnErrors", 2);

        JsonNode told = scim.post("/Bulk", request).requireStatus(200).json().required("Operations");

        assertStatuses(told, "400", "201", "400");
    }

    /** Whoever was made in a circle is made whole, though a later error ends the request. */
    @Test
    void aCircleIsClosedEvenWhenTheRequestStops() {
        Map<String, Object> nobody = managedBy("bulkId:a");
        nobody.put("userName", "none");
        Map<String, Object> request = new HashMap<>(request(
                post("/Users", "a", managedBy("bulkId:b")),
                post("/Users", "b", managedBy("bulkId:a")),
                post("/Users", "c", nobody),
                operation("DELETE", "/Users/bulkId:a", null)));
        request.put("failOnErrors", 1);

        JsonNode told = scim.post("/Bulk", request).requireStatus(200).json().required("Operations");

        assertStatuses(told, "201", "201", "400");
        assertThat(manager(id(told.get(0)))).isEqualTo(id(told.get(1)));
        assertThat(manager(id(told.get(1)))).isEqualTo(id(told.get(0)));
    }

    /** An operation that has its fault already waits for nobody, and what another one made under the same name is left alone. */
    @Test
    void aNameThatIsUsedTwiceFailsTheSecondOneAlone() {
        JsonNode told = bulk(
                post("/Users", "a", okta(mail("gil", "acme.example"))),
                post("/Users", "a", managedBy("bulkId:b")),
                post("/Users", "b", managedBy("bulkId:b")));

        assertStatuses(told, "201", "400", "201");
        assertThat(told.at("/1/response/detail").asText()).contains("bulkId");
        assertThat(manager(id(told.get(2)))).isEqualTo(id(told.get(2)));
        assertThat(told.at("/0/version").asText())
                .isEqualTo(scim.get("/Users/" + id(told.get(0))).header("ETag"));
    }

    @Test
    void whatIsTooMuchOrNoBulkIsRefused() {
        Map<String, Object> delete = operation("DELETE", "/Users/" + UUID.randomUUID(), null);
        scim.post("/Bulk", request(Collections.nCopies(1_001, delete).toArray(Map[]::new)))
                .requireScimError(413, "");
        scim.post("/Bulk", Map.of("schemas", List.of(BULK))).requireScimError(400, "invalidSyntax");
        Map<String, Object> wide = okta(mail("gus", "acme.example"));
        wide.put("title", "x".repeat(1 << 20));
        scim.post("/Bulk", request(post("/Users", "1", wide))).requireScimError(413, "");
    }

    private JsonNode bulk(Map<?, ?>... operations) {
        JsonNode answer =
                scim.post("/Bulk", request(operations)).requireStatus(200).json();
        assertThat(answer.at("/schemas/0").asText()).isEqualTo("urn:ietf:params:scim:api:messages:2.0:BulkResponse");
        return answer.required("Operations");
    }

    private static Map<String, Object> request(Map<?, ?>... operations) {
        return Map.of("schemas", List.of(BULK), "Operations", List.of(operations));
    }

    private static Map<String, Object> post(String path, String bulkId, Object data) {
        return Map.of("method", "POST", "path", path, "bulkId", bulkId, "data", data);
    }

    private static Map<String, Object> operation(String method, String path, Object data) {
        Map<String, Object> operation = new HashMap<>(Map.of("method", method, "path", path));
        if (data != null) {
            operation.put("data", data);
        }
        return operation;
    }

    private static Map<String, Object> versioned(String method, String path, String version) {
        Map<String, Object> operation = operation(method, path, null);
        operation.put("version", version);
        return operation;
    }

    private static Map<String, Object> managedBy(String reference) {
        Map<String, Object> user = okta(mail("m", "acme.example"));
        user.put(ENTERPRISE, Map.of("manager", Map.of("value", reference), "department", "Tools"));
        return user;
    }

    private String manager(String id) {
        JsonNode user = scim.get("/Users/" + id).requireStatus(200).json();
        assertThat(user.path(ENTERPRISE).path("department").asText()).isEqualTo("Tools");
        return user.path(ENTERPRISE).path("manager").path("value").asText();
    }

    private static String id(JsonNode told) {
        String location = told.required("location").asText();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static void assertStatuses(JsonNode told, String... statuses) {
        List<String> seen = new ArrayList<>();
        told.forEach(one -> seen.add(one.path("status").asText()));
        assertThat(seen).as("statuses of %s", told).containsExactly(statuses);
    }
}
