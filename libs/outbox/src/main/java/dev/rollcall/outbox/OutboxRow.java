package dev.rollcall.outbox;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of table {@code outbox}: an event on its way, not yet numbered. For services that write it within a statement of their own:
 *
 * <pre>{@code
 * WITH m AS (UPDATE member SET … WHERE id = ? RETURNING id),
 *      o AS (INSERT INTO outbox (COLUMNS) SELECT PARAMETERS FROM m)
 * SELECT … FROM m
 * }</pre>
 *
 * <p><b>The insert must select from the part that locks or inserts the fact's own row</b>, as here. Parts of one statement that do not
 * depend on each other run in any order, so an unattached insert could take its id before it waits for the lock, and the event would be
 * numbered before the one it depends on.
 *
 * @param shard which relay turn moves it, 0 to {@link #SHARDS} - 1
 * @param eventId UUID of version 7; the event's identity on every delivery
 * @param source the stream
 * @param partitionKey the Kafka key
 * @param type CloudEvents {@code type}
 * @param subject CloudEvents {@code subject}; may be null
 * @param time when it happened, microseconds
 * @param traceparent W3C trace context; may be null
 * @param body the CloudEvent as JSON object without {@code sequence}, {@code recordedtime} and {@code streamepoch}
 */
public record OutboxRow(
        short shard,
        UUID eventId,
        String source,
        String partitionKey,
        String type,
        @Nullable String subject,
        Instant time,
        @Nullable String traceparent,
        String body) {

    /** Streams are spread over so many shards; relays of several replicas take different ones. Raise it only with an empty outbox. */
    public static final int SHARDS = 8;

    /** Most bytes of JSON per event: with number, proof and envelope it must fit the 64 KiB of a transparency log entry. */
    public static final int BODY_MAX = 48 * 1024;

    /** The columns that a writer fills, for {@code INSERT INTO outbox (…)}. */
    public static final String COLUMNS =
            "shard, event_id, source, partition_key, type, subject, occurred_at, traceparent, body";

    /** Typed placeholders for {@link #COLUMNS}, for {@code VALUES (…)} or {@code SELECT …}; {@link #bind} fills them. */
    public static final String PARAMETERS = "?::smallint, ?::uuid, ?, ?, ?, ?, ?::timestamptz, ?, ?";

    /**
     * Gives an event its id and its JSON.
     *
     * @throws EventTooLarge beyond {@link #BODY_MAX}
     */
    public static OutboxRow of(OutboxEvent event) {
        UUID id = UuidCreator.getTimeOrderedEpochFast();
        Instant time = event.time().truncatedTo(ChronoUnit.MICROS);
        String body = EventBody.write(id, time, event);
        return new OutboxRow(
                shardOf(event.stream().partitionKey()),
                id,
                event.stream().source(),
                event.stream().partitionKey(),
                event.type().wireName(),
                event.subject(),
                time,
                event.traceparent(),
                body);
    }

    /**
     * Fills the placeholders of {@link #PARAMETERS}.
     *
     * @param from index of the first of them, from 1
     * @return the index after the last of them
     */
    public int bind(PreparedStatement statement, int from) throws SQLException {
        int i = from;
        statement.setShort(i++, shard);
        statement.setObject(i++, eventId);
        statement.setString(i++, source);
        statement.setString(i++, partitionKey);
        statement.setString(i++, type);
        statement.setString(i++, subject);
        statement.setObject(i++, time.atOffset(ZoneOffset.UTC));
        statement.setString(i++, traceparent);
        statement.setString(i++, body);
        return i;
    }

    // String.hashCode is fixed by the language specification, so every release and replica agrees.
    static short shardOf(String partitionKey) {
        return (short) Math.floorMod(partitionKey.hashCode(), SHARDS);
    }
}
