package dev.rollcall.sandbox.tail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.contract.event.EventType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a record of {@code audit.log.v1}: the event as it was published, with the numbers it got when it was sealed. */
final class SealedEvent {
    /** Fields every event has; what remains is what its type adds. */
    private static final Set<String> COMMON = Set.of(
            "orgId", "actor", "reason", "connectionId", "requestId", "before", "after", "changes", "details", "pii");

    private static final int VALUE_SHOWN_MAX = 120; // one line should stay one line

    private SealedEvent() {}

    /**
     * @param key the record's key: {@code org:<id>} or {@code platform}
     * @param event the record's value
     */
    static Entry read(String key, JsonNode event, Names names) {
        JsonNode data = event.path("data");
        String wireName = event.path("type").asText();
        @Nullable String organization = key.startsWith("org:") ? key.substring("org:".length()) : null;
        return new Entry(
                event.path("auditindex").asLong(),
                event.path("orgseq").asLong(),
                event.path("id").asText(),
                organization == null ? "platform" : names.organization(organization),
                organization,
                simpleName(wireName),
                EventType.ofWireName(wireName).map(EventType::action).orElse(wireName),
                names.actor(event.path("authid").asText("unknown")),
                event.path("subject").asText(null),
                name(data),
                event.path("time").asText(),
                changes(data));
    }

    /** {@code dev.rollcall.membership.UserProvisioned.v1} is {@code UserProvisioned}; other names stay as they are. */
    static String simpleName(String wireName) {
        String[] parts = wireName.split("\\.");
        return wireName.startsWith("dev.rollcall.") && parts.length >= 2 ? parts[parts.length - 2] : wireName;
    }

    private static @Nullable String name(JsonNode data) {
        return Stream.of(
                        data.path("pii").path("email"),
                        data.path("after").path("userName"),
                        data.path("before").path("userName"),
                        data.path("userName"),
                        data.path("name"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> changes(JsonNode data) {
        Map<String, String> changes = new LinkedHashMap<>();
        states(data.path("before"), data.path("after"), changes);
        for (JsonNode change : data.path("changes")) {
            changes.put(change.path("attr").asText(), arrow(change.path("old"), change.path("now")));
        }
        data.properties().stream()
                .filter(field -> !COMMON.contains(field.getKey()))
                .forEach(field -> changes.put(field.getKey(), text(field.getValue())));
        JsonNode reason = data.path("reason").path("code");
        if (reason.isTextual()) {
            changes.put("reason", reason.asText());
        }
        return changes;
    }

    /** What differs between two states of a member; for a new member, its role and where it came from. */
    private static void states(JsonNode before, JsonNode after, Map<String, String> changes) {
        for (String field : new String[] {"status", "role", "origin", "managedBy", "userName", "externalId"}) {
            JsonNode old = before.path(field);
            JsonNode now = after.path(field);
            if (!old.equals(now) && !text(now).equals(text(old))) {
                changes.put(field, arrow(old, now));
            }
        }
        int teamsBefore = before.path("teams").size();
        int teamsAfter = after.path("teams").size();
        if (teamsBefore != teamsAfter) {
            changes.put("teams", teamsBefore + " -> " + teamsAfter);
        }
    }

    private static String arrow(JsonNode old, JsonNode now) {
        return text(old).isEmpty() ? text(now) : text(old) + " -> " + (text(now).isEmpty() ? "none" : text(now));
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        String text = value.isValueNode() ? value.asText() : value.toString();
        return text.length() <= VALUE_SHOWN_MAX ? text : text.substring(0, VALUE_SHOWN_MAX) + "…";
    }
}
