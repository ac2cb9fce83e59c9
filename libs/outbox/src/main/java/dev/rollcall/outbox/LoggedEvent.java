package dev.rollcall.outbox;

import dev.rollcall.contract.event.CloudEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event with its number, as it stands in {@code event_log} and goes to Kafka.
 *
 * @param sequence its number within {@code source}, from 1
 * @param position its place in the shard's order of publication
 * @param type CloudEvents {@code type}
 * @param body the whole CloudEvent as JSON
 */
public record LoggedEvent(
        short shard,
        long position,
        String source,
        long sequence,
        UUID eventId,
        String partitionKey,
        String type,
        @Nullable String subject,
        Instant time,
        int streamEpoch,
        @Nullable String traceparent,
        String body) {

    /** The event as a record. Parses the JSON: look at {@link #type()} first where every event passes by. */
    public CloudEvent cloudEvent() {
        return EventBody.read(body);
    }
}
