package dev.rollcall.sandbox.tail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads an entry as {@code GET /v2/auditlogs/{organization}} lists it. */
final class ListedEntry {
    private ListedEntry() {}

    /** @param organization id, or {@code platform} */
    static Entry read(String organization, JsonNode log, Names names) {
        boolean platform = "platform".equals(organization);
        Map<String, String> data = new LinkedHashMap<>();
        log.path("data")
                .properties()
                .forEach(field -> data.put(field.getKey(), field.getValue().asText()));
        return new Entry(
                log.path("auditIndex").asLong(),
                log.path("orgSeq").asLong(),
                log.path("eventId").asText(),
                platform ? organization : names.organization(organization),
                platform ? null : organization,
                SealedEvent.simpleName(log.path("type").asText()),
                log.path("action").asText(),
                names.actor(log.path("actor").asText("unknown")),
                log.path("subject").asText(null),
                log.path("name").asText(null),
                time(log.path("timestamp")),
                data);
    }

    /** RFC 3339 as it is; a number counts milliseconds since 1970. */
    private static String time(JsonNode timestamp) {
        return timestamp.isNumber() ? Instant.ofEpochMilli(timestamp.asLong()).toString() : timestamp.asText();
    }
}
