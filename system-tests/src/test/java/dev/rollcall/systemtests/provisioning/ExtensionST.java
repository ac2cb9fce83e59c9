package dev.rollcall.systemtests.provisioning;

import static dev.rollcall.systemtests.suite.People.filter;
import static dev.rollcall.systemtests.suite.People.mail;
import static dev.rollcall.systemtests.suite.People.okta;
import static dev.rollcall.systemtests.suite.People.patch;
import static dev.rollcall.systemtests.suite.People.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.Await;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A connection's own extension schema (RFC 7643 §3.3, §7), from its registration to its end. */
class ExtensionST {
    private static final String URN = "urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User";
    private final Http scim = RunningSuite.get().scim("globex");
    private final Http admin = RunningSuite.get().api("membership");
    private final String extensions = "/v2/connections/"
            + RunningSuite.get().description().connections().get("globex").id() + "/extensions";

    /** E9. */
    @Test
    void anExtensionIsObeyedFromItsRegistrationToItsEnd() {
        // given
        admin.put(
                        extensions + "/" + URN,
                        Map.of(
                                "name",
                                "Custom",
                                "description",
                                "Attributes of our own.",
                                "attributes",
                                List.of(
                                        Map.of("name", "tag", "type", "string", "required", true),
                                        Map.of("name", "badge", "type", "string", "mutability", "immutable"),
                                        Map.of("name", "level", "type", "integer"),
                                        Map.of(
                                                "name",
                                                "desk",
                                                "type",
                                                "complex",
                                                "subAttributes",
                                                List.of(Map.of("name", "room"))),
                                        Map.of("name", "since", "type", "dateTime"),
                                        Map.of("name", "labels", "type", "string", "multiValued", true))))
                .requireStatus(200);
        awaitSchema(200);
        assertThat(scim.get("/ResourceTypes/User").requireStatus(200).body()).contains(URN);
        assertThat(RunningSuite.get().scim("acme").get("/ResourceTypes/User").body())
                .doesNotContain(URN);
        RunningSuite.get().scim("acme").get("/Schemas/" + URN).requireScimError(404, "");
        String tag = unique("tag");

        // when, then: written
        String low = create(Map.of(
                "tag",
                tag,
                "level",
                1,
                "since",
                "2026-01-01T10:00:00+02:00",
                "labels",
                List.of("A"),
                "desk",
                Map.of("room", "7")));
        String high = create(Map.of("tag", tag, "level", 10, "badge", "b", "since", "2026-01-01T09:00:00Z"));
        JsonNode read = scim.get("/Users/" + high).requireStatus(200).json();
        assertThat(read.path("schemas").toString()).contains(URN);
        assertThat(read.path(URN).path("level").asInt()).isEqualTo(10);
        Map<String, Object> incomplete = okta(mail("ext", "globex.example"));
        incomplete.put(URN, Map.of("level", 1));
        scim.post("/Users", incomplete).requireScimError(400, "invalidValue");

        // filtered and sorted
        String mine = URN + ":tag eq \"" + tag + "\"";
        assertThat(ids("/Users" + filter(mine))).containsExactly(low, high);
        assertThat(ids("/Users" + filter(mine + " and " + URN + " pr and " + URN + ":desk pr")))
                .containsExactly(low);
        assertThat(ids("/Users" + filter(mine + " and " + URN + ":level gt 9"))).containsExactly(high);
        assertThat(ids("/Users" + filter(mine + " and " + URN + ":labels eq \"a\"")))
                .containsExactly(low);
        assertThat(ids("/Users" + filter(mine + " and " + URN + ":since lt \"2026-01-01T08:30:00Z\"")))
                .containsExactly(low);
        assertThat(ids("/Users" + filter(mine) + "&sortBy=" + URN + ":since&sortOrder=descending"))
                .containsExactly(high, low);
        assertThat(ids("/Users" + filter(mine) + "&sortBy=" + URN + ":level")).containsExactly(low, high);
        assertThat(ids(filter(mine + " and schemas eq \"" + URN + "\""))).containsExactly(low, high);
        RunningSuite.get().scim("acme").get("/Users" + filter(mine)).requireScimError(400, "invalidFilter");

        // changed
        scim.patch("/Users/" + high, patch(Map.of("op", "replace", "path", URN + ":level", "value", 3)))
                .requireStatus(200);
        scim.patch("/Users/" + low, patch(Map.of("op", "remove", "path", URN + ":labels", "value", List.of("a"))))
                .requireStatus(200);
        scim.patch("/Users/" + high, patch(Map.of("op", "replace", "path", URN + ":badge", "value", "c")))
                .requireScimError(400, "mutability");
        scim.patch("/Users/" + high, patch(Map.of("op", "replace", "path", URN + ":level", "value", "high")))
                .requireScimError(400, "invalidValue");
        assertThat(scim.get("/Users/" + low).json().path(URN).has("labels")).isFalse();
        Map<String, Object> again = okta(read.path("userName").asText());
        again.put(URN, Map.of("tag", tag));
        JsonNode replaced = scim.put("/Users/" + high, again).requireStatus(200).json();
        assertThat(replaced.path(URN)).hasToString("{\"tag\":\"" + tag + "\",\"badge\":\"b\"}");

        // ended: hidden, and back with the extension
        JsonNode document = admin.get(extensions + "/" + URN).requireStatus(200).json();
        admin.delete(extensions + "/" + URN).requireStatus(204);
        awaitSchema(404);
        assertThat(scim.get("/Users/" + high).json().has(URN)).isFalse();
        scim.put("/Users/" + high, okta(read.path("userName").asText())).requireStatus(200);
        admin.put(extensions + "/" + URN, document).requireStatus(200);
        awaitSchema(200);
        assertThat(scim.get("/Users/" + high).json().path(URN).path("tag").asText())
                .isEqualTo(tag);
        admin.delete(extensions + "/" + URN).requireStatus(204);
    }

    /** A judged token is trusted for some seconds. */
    private void awaitSchema(int wanted) {
        Await.until(
                "the schema is known or not",
                Duration.ofSeconds(10),
                () -> scim.get("/Schemas/" + URN).status(),
                status -> status == wanted);
    }

    private String create(Map<String, Object> extension) {
        Map<String, Object> user = new LinkedHashMap<>(okta(mail("ext", "globex.example")));
        user.put("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:User", URN));
        user.put(URN, extension);
        return scim.post("/Users", user).requireStatus(201).id();
    }

    private List<String> ids(String query) {
        return scim.get(query).requireStatus(200).json().path("Resources").findValuesAsText("id");
    }
}
