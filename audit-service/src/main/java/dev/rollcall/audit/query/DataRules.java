package dev.rollcall.audit.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Flattens an event to the string map of R-AUD-6: source, trace id, old and new values, and what else it says. */
final class DataRules {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> TOLD_OTHERWISE =
            Set.of("orgId", "actor", "reason", "before", "after", "changes", "pii");

    private DataRules() {}

    static Map<String, String> read(String event, @Nullable String pii) {
        try {
            return read(JSON.readTree(event), pii == null ? null : JSON.readTree(pii));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An entry was sealed that is not JSON", e);
        }
    }

    private static Map<String, String> read(JsonNode event, @Nullable JsonNode pii) {
        Map<String, String> flat = new TreeMap<>();
        JsonNode data = event.path("data");
        data.properties().stream()
                .filter(field -> !TOLD_OTHERWISE.contains(field.getKey()))
                .forEach(field -> put(flat, field.getKey(), field.getValue()));
        put(flat, "source", data.path("actor").path("type"));
        put(flat, "via", data.path("actor").path("via"));
        put(flat, "reason", data.path("reason").path("code"));
        put(flat, "reasonText", data.path("reason").path("text"));
        put(flat, "subject", event.path("subject"));
        put(flat, "requestId", event.path("correlationid"));
        put(flat, "stream", event.path("source"));
        put(flat, "sequence", event.path("sequence"));
        traceId(flat, event.path("traceparent").asText());
        differences(flat, data.path("before"), data.path("after"));
        // Values of personal attributes are not in the event; which attribute changed always is.
        String changed = StreamSupport.stream(data.path("changes").spliterator(), false)
                .map(change -> change.path("attr").asText())
                .collect(Collectors.joining(","));
        if (!changed.isEmpty()) {
            flat.put("changed", changed);
        }
        data.path("changes").forEach(change -> {
            put(flat, "old." + change.path("attr").asText(), change.path("old"));
            put(flat, "new." + change.path("attr").asText(), change.path("now"));
        });
        if (pii != null) {
            pii.properties().forEach(field -> put(flat, field.getKey(), field.getValue()));
        }
        return flat;
    }

    /** W3C trace context: version, trace id, span id, flags. */
    private static void traceId(Map<String, String> flat, String traceparent) {
        String[] parts = traceparent.split("-", -1);
        if (parts.length == 4) {
            flat.put("traceId", parts[1]);
        }
    }

    private static void differences(Map<String, String> flat, JsonNode before, JsonNode after) {
        before.properties().stream()
                .filter(field -> !field.getValue().equals(after.path(field.getKey())))
                .forEach(field -> put(flat, "old." + field.getKey(), field.getValue()));
        after.properties().stream()
                .filter(field -> !field.getValue().equals(before.path(field.getKey())))
                .forEach(field -> put(flat, "new." + field.getKey(), field.getValue()));
    }

    private static void put(Map<String, String> flat, String key, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            flat.put(key, value.isValueNode() ? value.asText() : value.toString());
        }
    }
}
