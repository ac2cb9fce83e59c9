package dev.rollcall.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.contract.event.EventType;

/**
 * An audit entry, from {@code audit.log.v1} or from the audit API.
 *
 * @param scope whose log it stands in: an organization's id, or {@code platform}
 * @param auditIndex its place in the whole log
 * @param orgSeq its number within the scope
 * @param action for instance {@code org.member.provision}
 * @param seenNanos when it was read, by {@link System#nanoTime}
 */
public record SeenEntry(
        String scope, long auditIndex, long orgSeq, String eventId, String type, String action, long seenNanos) {
    private static final String ORGANIZATION = "org:";

    /** @param key of the record on the topic: {@code org:<id>} or {@code platform} */
    static SeenEntry sealed(String key, JsonNode event, long seenNanos) {
        String wireName = event.path("type").asText();
        return new SeenEntry(
                key.startsWith(ORGANIZATION) ? key.substring(ORGANIZATION.length()) : key,
                event.path("auditindex").asLong(-1),
                event.path("orgseq").asLong(-1),
                event.path("id").asText(),
                SeenEvent.simpleName(wireName),
                EventType.ofWireName(wireName).map(EventType::action).orElse(wireName),
                seenNanos);
    }

    static SeenEntry listed(String scope, JsonNode log, long seenNanos) {
        return new SeenEntry(
                scope,
                log.path("auditIndex").asLong(-1),
                log.path("orgSeq").asLong(-1),
                log.path("eventId").asText(),
                SeenEvent.simpleName(log.path("type").asText()),
                log.path("action").asText(),
                seenNanos);
    }
}
