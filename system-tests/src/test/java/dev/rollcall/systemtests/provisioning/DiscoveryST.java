package dev.rollcall.systemtests.provisioning;

import static dev.rollcall.systemtests.suite.People.USER;
import static dev.rollcall.systemtests.suite.People.filter;
import static dev.rollcall.systemtests.suite.People.mail;
import static dev.rollcall.systemtests.suite.People.okta;
import static dev.rollcall.systemtests.suite.People.patch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-SCIM-7: each statement of ServiceProviderConfig is tried. */
class DiscoveryST {
    private final Http scim = RunningSuite.get().scim("acme");
    private final JsonNode config =
            scim.get("/ServiceProviderConfig").requireStatus(200).json();

    @Test
    void whatIsSaidToWorkWorks() {
        String id = scim.post("/Users", okta(mail("disco", "acme.example")))
                .requireStatus(201)
                .id();

        assertThat(config.at("/patch/supported").asBoolean()).isTrue();
        scim.patch("/Users/" + id, patch(Map.of("op", "replace", "path", "title", "value", "Dr")))
                .requireStatus(200);

        assertThat(config.at("/filter/supported").asBoolean()).isTrue();
        assertThat(scim.get("/Users" + filter("title eq \"Dr\""))
                        .requireStatus(200)
                        .json()
                        .path("totalResults")
                        .asInt())
                .isPositive();
        int most = config.at("/filter/maxResults").asInt();
        assertThat(scim.get("/Users?count=" + (most + 1))
                        .requireStatus(200)
                        .json()
                        .path("itemsPerPage")
                        .asInt())
                .isLessThanOrEqualTo(most);

        assertThat(config.at("/pagination/cursor").asBoolean()).isTrue();
        assertThat(config.at("/pagination/index").asBoolean()).isTrue();
        assertThat(config.at("/pagination/maxPageSize").asInt()).isEqualTo(most);
        assertThat(scim.get("/Users?cursor=&count=1")
                        .requireStatus(200)
                        .json()
                        .path("totalResults")
                        .asInt())
                .isPositive();

        assertThat(config.at("/sort/supported").asBoolean()).isTrue();
        List<String> names = new ArrayList<>();
        scim.get("/Users?sortBy=userName&sortOrder=descending")
                .requireStatus(200)
                .json()
                .path("Resources")
                .forEach(user -> names.add(user.path("userName").asText().toLowerCase(java.util.Locale.ROOT)));
        assertThat(names).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    /** RFC 7644 §3.14. */
    @Test
    void aVersionIsAConditionOfReadingAndChanging() {
        assertThat(config.at("/etag/supported").asBoolean()).isTrue();
        String user = "/Users/"
                + scim.post("/Users", okta(mail("etag", "acme.example")))
                        .requireStatus(201)
                        .id();
        String first = scim.get(user).requireStatus(200).header("ETag");
        Map<String, Object> title = patch(Map.of("op", "replace", "path", "title", "value", "Dr"));

        String second = scim.with("If-Match", first)
                .patch(user, title)
                .requireStatus(200)
                .header("ETag");

        assertThat(second).isNotEqualTo(first);
        scim.with("If-Match", first)
                .put(user, okta(mail("other", "acme.example")))
                .requireScimError(412, "");
        scim.with("If-Match", first).delete(user).requireScimError(412, "");
        scim.with("If-None-Match", second).get(user).requireStatus(304);
        scim.with("If-None-Match", first).get(user).requireStatus(200);
        scim.with("If-Match", second).delete(user).requireStatus(204);
    }

    @Test
    void whatIsSaidNotToWorkIsRefusedAndNotHalfDone() {
        assertThat(config.at("/changePassword/supported").asBoolean(true)).isFalse();
        assertThat(config.has("securityEvents")).isFalse();
        scim.get("/Me").requireScimError(501, "");
    }

    /** O13, R-SCIM-8, R-SCIM-9, R-SCIM-12: every type's address answers and every schema that it names is described. */
    @Test
    void everyTypeIsServedAndEverySchemaDescribed() {
        JsonNode types = scim.get("/ResourceTypes").requireStatus(200).json().required("Resources");
        assertThat(types.findValuesAsText("endpoint")).containsExactlyInAnyOrder("/Users", "/Groups");
        for (JsonNode type : types) {
            scim.get(type.required("endpoint").asText() + "?count=1").requireStatus(200);
            scim.get("/ResourceTypes/" + type.required("id").asText()).requireStatus(200);
            List<String> schemas =
                    new ArrayList<>(List.of(type.required("schema").asText()));
            type.path("schemaExtensions")
                    .forEach(extension ->
                            schemas.add(extension.required("schema").asText()));
            for (String schema : schemas) {
                JsonNode described =
                        scim.get("/Schemas/" + schema).requireStatus(200).json();
                assertThat(described.path("id").asText()).isEqualTo(schema);
                assertThat(described.path("attributes")).isNotEmpty();
            }
        }
        scim.get("/ResourceTypes/Robot").requireScimError(404, "");
        scim.get("/Schemas/urn:none").requireScimError(404, "");
        assertThat(scim.get("/Schemas").requireStatus(200).body()).contains(USER);
    }
}
