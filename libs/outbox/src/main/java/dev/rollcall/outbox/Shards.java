package dev.rollcall.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The shards that a turn holds, by locks that end with its transaction (so they work behind a transaction-level pooler). */
final class Shards {

    // Session settings would leak through a pooler, so each transaction sets its own:
    // a relay that is stopped holding shards gives way after 7 s; one that was killed, after half a second.
    private static final String LOCK_DUE = """
            WITH setting AS MATERIALIZED (
                SELECT set_config('idle_in_transaction_session_timeout', '7s', true),
                       set_config('statement_timeout', '5s', true),
                       set_config('client_connection_check_interval', '500ms', true)
            ), due AS MATERIALIZED (
                SELECT p.shard, p.published < p.head AS unpublished,
                       (SELECT o.id FROM outbox o WHERE o.shard = p.shard ORDER BY o.id LIMIT 1) IS NOT NULL AS pending,
                       EXISTS (SELECT 1 FROM parked_stream k WHERE k.shard = p.shard AND k.retry_at <= now()) AS parked
                FROM shard_position p
            )
            SELECT shard, unpublished, pending, parked,
                   pg_try_advisory_xact_lock(hashtext('rollcall.outbox:' || current_schema()), shard) AS mine
            FROM due CROSS JOIN setting
            WHERE pending OR (? AND (unpublished OR parked))
            """;

    private static final String ADVANCE = """
            UPDATE shard_position p SET published = a.position
            FROM unnest(?::smallint[], ?::bigint[]) AS a(shard, position)
            WHERE p.shard = a.shard AND p.published < a.position
            """;

    /** What there is to do in the shards that this transaction got. */
    record Held(
            List<Short> all, List<Short> unpublished, List<Short> pending, List<Short> parked, boolean othersWork) {}

    private Shards() {}

    /**
     * Locks every shard with something to do that no other relay holds.
     *
     * @param publishing whether unpublished events and parked streams count as something to do
     */
    static Held lockDue(Connection connection, boolean publishing) throws SQLException {
        Held held = new Held(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), false);
        boolean othersWork = false;
        try (PreparedStatement lock = connection.prepareStatement(LOCK_DUE)) {
            lock.setBoolean(1, publishing);
            try (ResultSet rows = lock.executeQuery()) {
                while (rows.next()) {
                    othersWork |= !rows.getBoolean("mine");
                    note(rows, held);
                }
            }
        }
        return new Held(held.all, held.unpublished, held.pending, held.parked, othersWork);
    }

    /** Kafka has everything up to these positions. */
    static void advance(Connection connection, Map<Short, Long> positions) throws SQLException {
        if (positions.isEmpty()) {
            return;
        }
        try (PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            advance.setArray(
                    1, connection.createArrayOf("int2", positions.keySet().toArray()));
            advance.setArray(
                    2, connection.createArrayOf("int8", positions.values().toArray()));
            advance.executeUpdate();
        }
    }

    private static void note(ResultSet row, Held held) throws SQLException {
        if (!row.getBoolean("mine")) {
            return;
        }
        short shard = row.getShort("shard");
        held.all.add(shard);
        if (row.getBoolean("unpublished")) {
            held.unpublished.add(shard);
        }
        if (row.getBoolean("pending")) {
            held.pending.add(shard);
        }
        if (row.getBoolean("parked")) {
            held.parked.add(shard);
        }
    }
}
