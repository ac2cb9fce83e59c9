package dev.rollcall.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Moves committed rows from {@code outbox} to {@code event_log} and numbers them on the way: one statement, whatever their number. */
final class Sequencer {

    /** Most events of one turn: at the largest size 48 MiB pass through the database, at the usual one less than one. */
    static final int NUMBERED_MAX = 1_000;

    // The caller holds the shards, so nobody else changes their heads. Rows are taken up to the last id of a snapshot,
    // hence a row that
    // commits late with a smaller id is simply taken later: whoever could see it has a larger id, and is in no earlier
    // snapshot.
    // By their addresses: a range of ids would be looked up a second time, through all that was taken since the last
    // vacuum.
    private static final String NUMBER = """
            WITH moved AS (
                DELETE FROM outbox WHERE ctid = ANY (ARRAY(
                    SELECT first.ctid FROM unnest(?::smallint[]) AS s(shard) CROSS JOIN LATERAL
                        (SELECT o.ctid FROM outbox o WHERE o.shard = s.shard ORDER BY o.id LIMIT ?) AS first))
                RETURNING *
            ), head AS (
                INSERT INTO stream_head AS h (source, last)
                SELECT source, count(*) FROM moved GROUP BY source ORDER BY source
                ON CONFLICT (source) DO UPDATE SET last = h.last + EXCLUDED.last
                RETURNING source, last
            ), place AS (
                UPDATE shard_position p SET head = p.head + m.events
                FROM (SELECT shard, count(*) AS events FROM moved GROUP BY shard) AS m
                WHERE p.shard = m.shard RETURNING p.shard, p.head
            ), numbered AS (
                SELECT m.*, h.last + 1 - row_number() OVER (PARTITION BY m.source ORDER BY m.id DESC) AS sequence,
                       p.head + 1 - row_number() OVER (PARTITION BY m.shard ORDER BY m.id DESC) AS position
                FROM moved m JOIN head h ON h.source = m.source JOIN place p ON p.shard = m.shard
            ), moment AS MATERIALIZED (
                SELECT statement_timestamp() AS at, epoch,
                       to_char(statement_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS text
                FROM stream_epoch
            )
            INSERT INTO event_log (source, sequence, shard, position, event_id, partition_key, type, subject, occurred_at,
                                   recorded_at, stream_epoch, traceparent, body)
            SELECT n.source, n.sequence, n.shard, n.position, n.event_id, n.partition_key, n.type, n.subject, n.occurred_at,
                   t.at, t.epoch, n.traceparent,
                   -- The stored body is a JSON object that is never empty, so its first brace can be replaced by the new fields.
                   '{"sequence":"' || lpad(n.sequence::text, 20, '0') || '","recordedtime":"' || t.text
                       || '","streamepoch":"' || t.epoch || '",' || substr(n.body, 2)
            FROM numbered n CROSS JOIN moment t
            """;

    // A database that was promoted or restored continues on another timeline, and may have lost numbers that Kafka
    // knows already.
    private static final String EPOCH = """
            INSERT INTO stream_epoch AS e (timeline, epoch)
            SELECT left(pg_walfile_name(pg_current_wal_lsn()), 8), 1
            ON CONFLICT (only_row) DO UPDATE SET timeline = EXCLUDED.timeline, epoch = e.epoch + 1
            WHERE e.timeline <> EXCLUDED.timeline
            """;

    private Sequencer() {}

    /**
     * Numbers what is pending in the shards, which the caller's transaction holds.
     *
     * @return how many events got a number
     */
    static int number(Connection connection, List<Short> shards) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NUMBER)) {
            statement.setArray(1, connection.createArrayOf("int2", shards.toArray()));
            statement.setInt(2, NUMBERED_MAX / shards.size());
            return statement.executeUpdate();
        }
    }

    /** Removes what was taken: until then every look for the first row of a shard passes it. Outside a transaction. */
    static void tidy(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (SKIP_LOCKED, TRUNCATE FALSE) outbox");
        }
    }

    /** Notes on which timeline the database is; for every new connection, since a failover ends the old one. */
    static void observeEpoch(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EPOCH)) {
            statement.executeUpdate();
        }
    }
}
