package dev.rollcall.systemtests.provisioning;

import static dev.rollcall.systemtests.suite.People.ENTERPRISE;
import static dev.rollcall.systemtests.suite.People.entra;
import static dev.rollcall.systemtests.suite.People.filter;
import static dev.rollcall.systemtests.suite.People.mail;
import static dev.rollcall.systemtests.suite.People.patch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Organization globex, provisioned by an Entra ID: matches by filters, changes by PATCH with capitalised operations and text for truth. */
class EntraProvisioningST {
    private final Http entra = RunningSuite.get().scim("globex");

    /** E1, R-TOK-9. */
    @Test
    void theTestOfTheConnectionIsAnEmptyList() {
        JsonNode found = entra.get("/Users" + filter("userName eq \"" + UUID.randomUUID() + "\""))
                .requireStatus(200)
                .json();

        assertThat(found.path("totalResults").asInt()).isZero();
        assertThat(found.required("Resources").isArray()).isTrue();
    }

    /** E3, E15, E17, R-SCIM-19: found at once by each of the filters that Entra matches with. */
    @Test
    void aCreatedUserIsFoundByEachMatchingAttribute() {
        String mail = mail("ben", "globex.example");

        JsonNode user = entra.post("/Users", entra(mail)).requireStatus(201).json();

        assertThat(user.required("active").isBoolean()).isTrue();
        assertThat(user.path("active").asBoolean()).isTrue();
        assertThat(user.has("addresses")).isFalse();
        assertThat(user.path(ENTERPRISE).path("department").asText()).isEqualTo("Tools");
        for (String filter : List.of(
                "userName eq \"" + mail + "\"",
                "externalId eq \"" + user.path("externalId").asText() + "\"",
                "emails[type eq \"work\"].value eq \"" + mail + "\"")) {
            JsonNode found =
                    entra.get("/Users" + filter(filter)).requireStatus(200).json();
            assertThat(found.path("totalResults").asInt()).as(filter).isEqualTo(1);
            assertThat(found.at("/Resources/0/id")).isEqualTo(user.path("id"));
        }
    }

    /** E2, E3, R-SCIM-41, acceptance scenario 7. */
    @Test
    void capitalisedOperationsWithTextForTruthDeactivateAndReactivate() {
        String id = create("cleo");

        entra.patch("/Users/" + id, patch(Map.of("op", "Replace", "path", "active", "value", "False")))
                .requireStatus(200);
        assertThat(read(id).path("active").asBoolean(true)).isFalse();

        entra.patch("/Users/" + id, patch(Map.of("op", "Replace", "path", "active", "value", "True")))
                .requireStatus(200);
        assertThat(read(id).path("active").asBoolean()).isTrue();
        assertThat(read(id).path("id").asText()).isEqualTo(id);
    }

    /** E4, E9, E10: value paths that match nothing yet, URN paths, and dotted keys without a path. */
    @Test
    void attributesChangeByEveryFormOfPath() {
        String id = create("dora");

        entra.patch(
                        "/Users/" + id,
                        patch(
                                Map.of("op", "Add", "path", "phoneNumbers[type eq \"work\"].value", "value", "+4912"),
                                Map.of("op", "Replace", "path", ENTERPRISE + ":department", "value", "Ships"),
                                Map.of("op", "replace", "value", Map.of("name.givenName", "Dorothea", "title", "Dr"))))
                .requireStatus(200);

        JsonNode user = read(id);
        assertThat(user.at("/phoneNumbers/0/value").asText()).isEqualTo("+4912");
        assertThat(user.at("/phoneNumbers/0/type").asText()).isEqualTo("work");
        assertThat(user.path(ENTERPRISE).path("department").asText()).isEqualTo("Ships");
        assertThat(user.at("/name/givenName").asText()).isEqualTo("Dorothea");
        assertThat(user.path("title").asText()).isEqualTo("Dr");
    }

    /** E7, E8: a manager in three shapes, and gone by an empty value. */
    @Test
    void aManagerIsSetInAnyShapeAndClearedByAnEmptyOne() {
        String boss = create("emil");
        String id = create("fred");
        for (Object shape : List.of(boss, List.of(Map.of("value", boss)), Map.of("value", boss))) {
            entra.patch("/Users/" + id, patch(Map.of("op", "Replace", "path", ENTERPRISE + ":manager", "value", shape)))
                    .requireStatus(200);
            assertThat(read(id).path(ENTERPRISE).at("/manager/value").asText()).isEqualTo(boss);
        }

        entra.patch(
                        "/Users/" + id,
                        patch(Map.of("op", "Replace", "path", ENTERPRISE + ":manager", "value", Map.of("value", ""))))
                .requireStatus(200);
        assertThat(read(id).path(ENTERPRISE).has("manager")).isFalse();
    }

    /** R-SCIM-39, R-SCIM-2: another address under the same id; then gone by DELETE. */
    @Test
    void anAddressChangesAndAUserGoes() {
        String id = create("gina");
        String other = mail("gina-new", "globex.example");

        entra.patch("/Users/" + id, patch(Map.of("op", "Replace", "path", "userName", "value", other)))
                .requireStatus(200);
        assertThat(read(id).path("userName").asText()).isEqualTo(other);

        entra.delete("/Users/" + id).requireStatus(204);
        entra.get("/Users/" + id).requireScimError(404, "");
    }

    /** R-SCIM-20: recorded and ignored. */
    @Test
    void anUnknownAttributeDoesNotDisturb() {
        Map<String, Object> user = entra(mail("hugo", "globex.example"));
        user.put("shoeSize", 43);

        JsonNode created = entra.post("/Users", user).requireStatus(201).json();

        assertThat(created.has("shoeSize")).isFalse();
        entra.patch(
                        "/Users/" + created.path("id").asText(),
                        patch(Map.of("op", "Add", "value", Map.of("shoeSize", 44, "title", "Prof"))))
                .requireStatus(200);
        assertThat(read(created.path("id").asText()).path("title").asText()).isEqualTo("Prof");
    }

    private String create(String name) {
        return entra.post("/Users", entra(mail(name, "globex.example")))
                .requireStatus(201)
                .id();
    }

    private JsonNode read(String id) {
        return entra.get("/Users/" + id).requireStatus(200).json();
    }
}
