package dev.rollcall.audit.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/** The SQL of streams within the caller's transaction: a few statements for a whole batch. */
final class StreamTable {
    private static final String LOCK = """
            select id, source, seen, highest, forked_at is not null as forked
            from audit_stream where source = any(?) order by source for update
            """;
    private static final String CREATE = """
            insert into audit_stream (source, seen, highest) select unnest(?::text[]), 0, 0
            returning id, source, seen, highest, false as forked
            """;
    private static final String STORE = """
            update audit_stream s
            set seen = n.seen, highest = n.highest,
                gap_since = case when n.highest > n.seen then coalesce(s.gap_since, now()) end,
                forked_at = case when n.forked then coalesce(s.forked_at, now()) end
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[]) as n(id, seen, highest, forked)
            where s.id = n.id
            """;
    private static final String KNOWN = """
            select stream_id, seq, event_id from unnest(?::bigint[], ?::bigint[]) as q(stream_id, seq)
            join lateral (
                select event_id from audit_stream_index i where i.stream_id = q.stream_id and i.seq = q.seq
                union all
                select event_id from audit_held h where h.stream_id = q.stream_id and h.seq = q.seq
            ) found on true
            """;

    /** One number of one stream. */
    record Number(long streamId, long seq) {}

    private final Connection connection;

    StreamTable(Connection connection) {
        this.connection = connection;
    }

    /** Locks these streams, in one order for all replicas, and begins those that are new. */
    Map<String, StreamState> lock(Collection<String> sources) throws SQLException {
        Map<String, StreamState> streams = new TreeMap<>();
        read(LOCK, sources, streams);
        TreeSet<String> missing = new TreeSet<>(sources);
        missing.removeAll(streams.keySet());
        if (!missing.isEmpty()) {
            read(CREATE, missing, streams);
        }
        return streams;
    }

    /** Which of these numbers name an event already, taken or held. */
    void readKnown(Collection<Number> numbers, Map<Number, UUID> into) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setArray(1, array("int8", numbers, Number::streamId));
            select.setArray(2, array("int8", numbers, Number::seq));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    into.put(new Number(row.getLong(1), row.getLong(2)), row.getObject(3, UUID.class));
                }
            }
        }
    }

    void store(Collection<StreamState> streams) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(STORE)) {
            update.setArray(1, array("int8", streams, StreamState::id));
            update.setArray(2, array("int8", streams, StreamState::seen));
            update.setArray(3, array("int8", streams, StreamState::highest));
            update.setArray(4, array("bool", streams, StreamState::forked));
            update.executeUpdate();
        }
    }

    void hold(StreamState stream, Reading.Fact fact, byte[] value) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into audit_held (stream_id, seq, event_id, value) values (?, ?, ?, ?)")) {
            insert.setLong(1, stream.id());
            insert.setLong(2, fact.seq());
            insert.setObject(3, fact.eventId());
            insert.setBytes(4, value);
            insert.executeUpdate();
        }
    }

    /** The next held values of a stream that follow its last taken number without a hole, no longer held. */
    List<byte[]> release(StreamState stream) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                with first as (
                    select seq, row_number() over (order by seq) as nth from audit_held
                    where stream_id = ? and seq > ? order by seq limit 500
                ), gone as (
                    delete from audit_held h using first f
                    where h.stream_id = ? and h.seq = f.seq and f.seq = ? + f.nth
                    returning h.seq, h.value
                )
                select value from gone order by seq""")) {
            delete.setLong(1, stream.id());
            delete.setLong(2, stream.seen());
            delete.setLong(3, stream.id());
            delete.setLong(4, stream.seen());
            List<byte[]> values = new ArrayList<>();
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    values.add(row.getBytes(1));
                }
            }
            return values;
        }
    }

    private void read(String sql, Collection<String> sources, Map<String, StreamState> into) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, array("text", sources, Function.identity()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    into.put(
                            row.getString("source"),
                            new StreamState(
                                    row.getLong("id"),
                                    row.getString("source"),
                                    row.getLong("seen"),
                                    row.getLong("highest"),
                                    row.getBoolean("forked")));
                }
            }
        }
    }

    private <T> java.sql.Array array(String type, Collection<T> rows, Function<T, ?> column) throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }
}
