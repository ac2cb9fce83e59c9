package dev.rollcall.audit.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of what intake keeps, within the caller's transaction: events for the sequencer, forks and unreadable records for people. */
final class FactTable {
    private static final String TAKE = """
            with numbers as (
                insert into audit_stream_index (stream_id, seq, event_id)
                select stream_id, seq, event_id from unnest(?::bigint[], ?::bigint[], ?::uuid[]) as n(stream_id, seq, event_id)
            )
            insert into audit_pending (organization_id, stream_id, stream_seq, event_id, type, action, actor, name, occurred_at, event, pii,
                                       commitments, salts)
            select organization_id, stream_id, stream_seq, event_id, type, action, actor, name, occurred_at::timestamptz, event, pii,
                   commitments, salts
            from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[]) with ordinality
                 as t(organization_id, stream_id, stream_seq, event_id, type, action, actor, name, occurred_at, event, pii, commitments,
                      salts, nth)
            order by nth
            """;

    /** An event in the stream that it was taken from. */
    record Taken(long streamId, Reading.Fact fact) {}

    /** One future entry: an event in one scope. */
    private record Pending(
            UUID scope, Taken taken, @Nullable Commitments commitments) {
        static java.util.stream.Stream<Pending> of(Taken taken) {
            String pii = taken.fact().pii();
            Commitments commitments = pii == null ? null : Commitments.of(pii);
            return taken.fact().scopes().stream().map(scope -> new Pending(scope, taken, commitments));
        }

        Reading.Fact fact() {
            return taken.fact();
        }
    }

    /** One column of a row. */
    private interface Column<T> {
        @Nullable
        Object of(T row);
    }

    private final Connection connection;

    FactTable(Connection connection) {
        this.connection = connection;
    }

    /** Stores events in the order given, which is their order in the log for each stream. */
    void take(List<Taken> taken) throws SQLException {
        List<Pending> pending = taken.stream().flatMap(Pending::of).toList();
        try (PreparedStatement insert = connection.prepareStatement(TAKE)) {
            insert.setArray(1, array("int8", taken, Taken::streamId));
            insert.setArray(2, array("int8", taken, one -> one.fact().seq()));
            insert.setArray(3, array("uuid", taken, one -> one.fact().eventId()));
            insert.setArray(4, array("uuid", pending, Pending::scope));
            insert.setArray(5, array("int8", pending, row -> row.taken().streamId()));
            insert.setArray(6, array("int8", pending, row -> row.fact().seq()));
            insert.setArray(7, array("uuid", pending, row -> row.fact().eventId()));
            insert.setArray(8, array("text", pending, row -> row.fact().type()));
            insert.setArray(9, array("text", pending, row -> row.fact().action()));
            insert.setArray(10, array("text", pending, row -> row.fact().actor()));
            insert.setArray(11, array("text", pending, row -> row.fact().name()));
            insert.setArray(12, array("text", pending, row -> row.fact().occurredAt()));
            insert.setArray(13, array("text", pending, row -> row.fact().event()));
            insert.setArray(14, array("text", pending, row -> row.fact().pii()));
            insert.setArray(
                    15, array("text", pending, row -> row.commitments == null ? null : row.commitments.hashes()));
            insert.setArray(
                    16, array("text", pending, row -> row.commitments == null ? null : row.commitments.salts()));
            insert.executeUpdate();
        }
    }

    void fork(Reading.Fact fact, UUID firstEventId, byte[] value) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into audit_fork (source, seq, event_id, first_event_id, value) values (?, ?, ?, ?, ?)
                on conflict do nothing""")) {
            insert.setString(1, fact.source());
            insert.setLong(2, fact.seq());
            insert.setObject(3, fact.eventId());
            insert.setObject(4, firstEventId);
            insert.setBytes(5, value);
            insert.executeUpdate();
        }
    }

    /** Keeps a record as it came (AuditUnparsed). */
    void unparsed(Arrival.Place place, Arrival arrival, String reason) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into audit_unparsed (topic, partition, "offset", key, source, value, reason) values (?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing""")) {
            insert.setString(1, place.topic());
            insert.setInt(2, place.partition());
            insert.setLong(3, place.offset());
            insert.setBytes(4, arrival.key());
            insert.setString(
                    5, arrival.claimed() == null ? null : arrival.claimed().source());
            insert.setBytes(6, arrival.value());
            insert.setString(7, reason);
            insert.executeUpdate();
        }
    }

    private <T> java.sql.Array array(String type, List<T> rows, Column<T> column) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(column.of(row)));
        return connection.createArrayOf(type, values.toArray());
    }
}
