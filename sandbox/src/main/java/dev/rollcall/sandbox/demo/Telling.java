package dev.rollcall.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The few fields of an answer that tell a person what it says. */
final class Telling {
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private Telling() {}

    /** JSON text by name, in the order to be shown; empty for an answer without a body. */
    static Map<String, String> of(JsonNode body) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (body.has("Resources")) {
            copy(body, fields, "totalResults");
            JsonNode first = body.path("Resources").path(0);
            if (!first.isMissingNode()) {
                resource(first).forEach((name, value) -> fields.put("first." + name, value));
            }
        } else if (body.has("status")) {
            copy(body, fields, "scimType", "detail");
        } else {
            fields.putAll(resource(body));
        }
        return fields;
    }

    private static Map<String, String> resource(JsonNode resource) {
        Map<String, String> fields = new LinkedHashMap<>();
        copy(resource, fields, "id", "userName", "displayName", "active");
        if (resource.path(ENTERPRISE) instanceof ObjectNode enterprise && !enterprise.isEmpty()) {
            fields.put("enterprise", enterprise.toString());
        }
        if (resource.path("members").isArray()) {
            fields.put("members", String.valueOf(resource.path("members").size()));
        }
        return fields;
    }

    private static void copy(JsonNode from, Map<String, String> to, String... names) {
        for (String name : names) {
            if (from.has(name)) {
                to.put(name, from.get(name).toString());
            }
        }
    }
}
