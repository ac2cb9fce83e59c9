package dev.rollcall.outbox;

import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, before it has an id and a number.
 *
 * @param stream where it is numbered, and its Kafka key
 * @param subject what it is about: {@code member/<id>}, {@code team/<id>} …; null when the stream says it all
 * @param time when it happened; kept in microseconds
 * @param data the fact; its actor becomes {@code authtype} and {@code authid}
 * @param traceparent W3C trace context of the request that caused it; null outside a request
 * @param correlationId the request's id as its caller saw it; null outside a request
 */
public record OutboxEvent(
        EventType type,
        StreamKey stream,
        @Nullable String subject,
        Instant time,
        EventData data,
        @Nullable String traceparent,
        @Nullable String correlationId) {}
