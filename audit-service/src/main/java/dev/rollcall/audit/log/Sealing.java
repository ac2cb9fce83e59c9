package dev.rollcall.audit.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The transaction that seals: pending events become entries. One transaction-level advisory lock makes it the only writer of the log over
 * all replicas; the database does the rest in one statement, so that no event's body travels.
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
                insert into audit_entry (audit_index, organization_id, org_seq, stream_id, stream_seq, event_id, type, action, actor,
                                         name, occurred_at, event)
                select audit_index, organization_id, org_seq, stream_id, stream_seq, event_id, type, action, actor, name, occurred_at,
                       event
                from numbered order by audit_index
            ), personal as (
                insert into audit_pii (audit_index, pii) select audit_index, pii from numbered where pii is not null
            ), hours as (
                insert into audit_hour as h (organization_id, hour, first_index, last_index)
                select organization_id, date_trunc('hour', occurred_at, 'UTC'), min(audit_index), max(audit_index)
                from numbered group by 1, 2 order by 1, 2
                on conflict (organization_id, hour) do update set last_index = excluded.last_index
            ), gone as (
                delete from audit_pending where id in (select id from batch)
            )
            update audit_position set position = position + (select count(*) from batch)
            where name = 'sealed' and exists (select 1 from batch)
            returning (select count(*) from batch)
            """;

    private final DataSource database;

    Sealing(DataSource database) {
        this.database = database;
    }

    /** Seals what is pending, at most {@link #BATCH_MAX} events; answers how many. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int seal() {
        try (Connection connection = database.getConnection()) {
            try (Statement lock = connection.createStatement()) {
                // Its own statement: the next one's snapshot must be taken after the lock is held.
                lock.execute("set local lock_timeout = '10s'; select pg_advisory_xact_lock(" + LOCK + ")");
            }
            try (PreparedStatement seal = connection.prepareStatement(SEAL)) {
                seal.setInt(1, BATCH_MAX);
                try (ResultSet sealed = seal.executeQuery()) {
                    return sealed.next() ? sealed.getInt(1) : 0;
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Sealing failed; it is tried again", e);
        }
    }
}
