package dev.rollcall.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.contract.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stood on its topic.
 *
 * @param type simple name, for instance {@code UserProvisioned}
 * @param source its stream
 * @param sequence its number in the stream
 * @param requestId {@code correlationid}; null for what no request caused
 * @param seenNanos when it was read, by {@link System#nanoTime}
 */
public record SeenEvent(
        String id,
        String type,
        String topic,
        int partition,
        long offset,
        String source,
        long sequence,
        @Nullable String requestId,
        long seenNanos) {

    static SeenEvent read(String topic, int partition, long offset, JsonNode event, long seenNanos) {
        return new SeenEvent(
                event.path("id").asText(),
                simpleName(event.path("type").asText()),
                topic,
                partition,
                offset,
                event.path("source").asText(),
                event.path("sequence").asLong(),
                event.path("correlationid").asText(null),
                seenNanos);
    }

    /** A type that this version does not know keeps its whole name. */
    static String simpleName(String wireName) {
        return EventType.ofWireName(wireName).map(EventType::simpleName).orElse(wireName);
    }
}
