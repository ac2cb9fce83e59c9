package dev.rollcall.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Numbered events that Kafka is to get, in order. */
final class Backlog {

    /** Most events read for one turn: with bodies of the largest size 24 MiB of memory, with usual ones half of one. */
    static final int READ_MAX = 512;

    private static final String COLUMNS =
            "e.shard, e.position, e.source, e.sequence, e.event_id, e.partition_key, e.type,"
                    + " e.subject, e.occurred_at, e.stream_epoch, e.traceparent, e.body";

    // Positions have no gaps, so a range is a limit. Events of parked streams come along, for the position to pass
    // them.
    private static final String UNPUBLISHED = "SELECT " + COLUMNS
            + ", EXISTS (SELECT 1 FROM parked_stream k WHERE k.source = e.source) AS parked"
            + " FROM shard_position p JOIN event_log e ON e.shard = p.shard"
            + " AND e.position > p.published AND e.position <= p.published + ?"
            + " WHERE p.shard = ANY (?::smallint[]) ORDER BY e.shard, e.position";

    // What lies behind the published position is not yet passed over, and comes by itself once the stream is free.
    private static final String OF_STREAM = "SELECT " + COLUMNS + ", false AS parked"
            + " FROM event_log e JOIN shard_position p ON p.shard = e.shard AND e.position <= p.published"
            + " WHERE e.source = ? AND e.sequence >= ? ORDER BY e.sequence LIMIT ?";

    /** An event, and whether its stream has to wait. */
    record Waiting(LoggedEvent event, boolean parked) {}

    private Backlog() {}

    /** The next events of the shards, in the order of their positions within each. */
    static List<Waiting> unpublished(Connection connection, List<Short> shards, int max) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNPUBLISHED)) {
            select.setInt(1, Math.max(1, max / shards.size()));
            select.setArray(2, connection.createArrayOf("int2", shards.toArray()));
            return read(select);
        }
    }

    /** Events of one stream that its shard has passed over, from {@code sequence} on. */
    static List<Waiting> passedOver(Connection connection, String source, long sequence, int max) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_STREAM)) {
            select.setString(1, source);
            select.setLong(2, sequence);
            select.setInt(3, max);
            return read(select);
        }
    }

    private static List<Waiting> read(PreparedStatement select) throws SQLException {
        List<Waiting> events = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                events.add(new Waiting(event(row), row.getBoolean(13)));
            }
        }
        return events;
    }

    private static LoggedEvent event(ResultSet row) throws SQLException {
        return new LoggedEvent(
                row.getShort(1),
                row.getLong(2),
                row.getString(3),
                row.getLong(4),
                row.getObject(5, UUID.class),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getInt(10),
                row.getString(11),
                row.getString(12));
    }
}
