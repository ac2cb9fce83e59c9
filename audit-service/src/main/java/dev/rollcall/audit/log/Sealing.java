package dev.rollcall.audit.log;

import dev.rollcall.audit.tree.TreeTable;
import dev.rollcall.transparencylog.tree.CompactRange;
import dev.rollcall.transparencylog.tree.Hash;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * The transaction that seals: pending events become entries. One transaction-level advisory lock makes it the only writer of the log over
 * all replicas; the database does the rest in one statement, so that no event's body travels: only the hashes of the entries do, which the
 * same transaction puts into the tree.
 */
@ApplicationScoped
public class Sealing {
    /** Events per transaction: enough for full speed, few enough that a waiting reader of the log sees steps of some 50 ms. */
    static final int BATCH_MAX = 2_000;

    /** Any constant that no other lock of this database uses; "audit" in ASCII. */
    private static final long LOCK = 0x6175646974L;

    private static final String SEAL = """
            with batch as materialized (
                select * from audit_pending order by id limit ?
            ), heads as (
                insert into audit_head as h (organization_id, org_seq)
                select organization_id, count(*) from batch group by organization_id order by organization_id
                on conflict (organization_id) do update set org_seq = h.org_seq + excluded.org_seq
                returning organization_id, org_seq
            ), numbered as materialized (
                select b.*,
                       s.position + row_number() over (order by b.id) as audit_index,
                       h.org_seq - count(*) over (partition by b.organization_id)
                           + row_number() over (partition by b.organization_id order by b.id) as org_seq
                from batch b join heads h using (organization_id)
                cross join (select position from audit_position where name = 'sealed') s
            ), entries as (
                insert into audit_entry as e (audit_index, organization_id, org_seq, stream_id, stream_seq, event_id, type, action, actor,
                                              name, occurred_at, event, commitments)
                select audit_index, organization_id, org_seq, stream_id, stream_seq, event_id, type, action, actor, name, occurred_at,
                       event, commitments
                from numbered order by audit_index
                returning e.audit_index, audit_leaf_hash(e, (select s.source from audit_stream s where s.id = e.stream_id)) as leaf
            ), personal as (
                insert into audit_pii (audit_index, pii, salts)
                select audit_index, pii, salts from numbered where pii is not null
            ), hours as (
                insert into audit_hour as h (organization_id, hour, first_index, last_index)
                select organization_id, date_trunc('hour', occurred_at, 'UTC'), min(audit_index), max(audit_index)
                from numbered group by 1, 2 order by 1, 2
                on conflict (organization_id, hour) do update set last_index = excluded.last_index
            ), gone as (
                delete from audit_pending where id in (select id from batch)
            ), position as (
                update audit_position set position = position + (select count(*) from batch)
                where name = 'sealed' and exists (select 1 from batch)
            )
            select string_agg(leaf, ''::bytea order by audit_index) from entries
            """;

    /** Entries that have no leaf yet, because they were sealed before there was a tree, or by a replica of that time. */
    private static final String LEFT_OUT = """
            select string_agg(audit_leaf_hash(e, s.source), ''::bytea order by e.audit_index)
            from audit_entry e join audit_stream s on s.id = e.stream_id
            where e.audit_index >= ? and e.audit_index < ?
            """;

    private static final String LOCKED_HEAD = "set local lock_timeout = '10s'; select pg_advisory_xact_lock(" + LOCK
            + ");" + "select t.size, t.hashes, p.position from tlog_edge t, audit_position p where p.name = 'sealed'";

    /** The tree, and the last audit index that was given. */
    private record Head(CompactRange edge, long sealed) {}

    /**
     * What one transaction did.
     *
     * @param entries sealed
     * @param more whether there may be more to do at once
     */
    public record Turn(int entries, boolean more) {}

    private final DataSource database;
    private final Counter alarms;

    Sealing(DataSource database, MeterRegistry metrics) {
        this.database = database;
        this.alarms = metrics.counter("rollcall.audit.integrity.alarms");
    }

    /** Seals what is pending, at most {@link #BATCH_MAX} events; or, while the tree is behind the log, brings as many entries into it. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Turn seal() {
        try (Connection connection = database.getConnection()) {
            Head head = lock(connection);
            if (head.edge().size() > head.sealed() + 1) {
                throw alarm("the tree has " + head.edge().size() + " entries, the log " + (head.sealed() + 1));
            }
            boolean behind = head.edge().size() <= head.sealed();
            List<Hash> leaves = behind ? leftOut(connection, head) : sealPending(connection);
            if (!leaves.isEmpty()) {
                new TreeTable(connection).grow(head.edge(), leaves);
            }
            return new Turn(behind ? 0 : leaves.size(), behind || leaves.size() == BATCH_MAX);
        } catch (SQLException e) {
            throw new IllegalStateException("Sealing failed; it is tried again", e);
        }
    }

    /** Waits for the turn, and reads what it goes on from: in one journey, but each statement sees what was committed before it. */
    private static Head lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCKED_HEAD);
            statement.getMoreResults();
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return new Head(
                        new CompactRange(row.getLong("size"), Hash.listOf(row.getBytes("hashes"))),
                        row.getLong("position"));
            }
        }
    }

    private List<Hash> leftOut(Connection connection, Head head) throws SQLException {
        long size = head.edge().size();
        try (PreparedStatement select = connection.prepareStatement(LEFT_OUT)) {
            select.setLong(1, size);
            select.setLong(2, size + BATCH_MAX);
            List<Hash> leaves = leaves(select);
            if (leaves.size() != Math.min(BATCH_MAX, head.sealed() + 1 - size)) {
                throw alarm("entries from audit index " + size + " on are missing");
            }
            return leaves;
        }
    }

    private IllegalStateException alarm(String what) {
        alarms.increment();
        return new IllegalStateException("INTEGRITY: " + what + "; nothing is sealed until a person has found out why");
    }

    private static List<Hash> sealPending(Connection connection) throws SQLException {
        try (PreparedStatement seal = connection.prepareStatement(SEAL)) {
            seal.setInt(1, BATCH_MAX);
            return leaves(seal);
        }
    }

    private static List<Hash> leaves(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            byte[] leaves = row.getBytes(1);
            return leaves == null ? List.of() : Hash.listOf(leaves);
        }
    }
}
