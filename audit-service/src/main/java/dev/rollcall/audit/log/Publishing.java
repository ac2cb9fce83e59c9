package dev.rollcall.audit.log;

import dev.rollcall.contract.event.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The transaction that publishes: it holds the published position's row, so one replica sends at a time, and moves it once the broker has
 * everything. After a failure the same entries are sent again: repeats, never holes, since nothing later is sent before.
 */
@ApplicationScoped
public class Publishing {
    /** Entries per transaction; with {@link #WEIGHT_MAX} it keeps a turn within one produce batch per partition. */
    static final int ENTRIES_MAX = 200;
    /** All entries of a turn must fit one produce batch, so that a partition gets them whole or not at all, in order. */
    static final int WEIGHT_MAX = 480 * 1024;

    private static final String UNPUBLISHED = """
            select e.audit_index, e.organization_id, e.org_seq, s.source, e.stream_seq, e.event_id, e.type, e.event, octet_length(e.event) as event_bytes,
                   to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as time
            from audit_entry e join audit_stream s on s.id = e.stream_id
            where e.audit_index > ? order by e.audit_index limit ?
            """;

    private final DataSource database;

    Publishing(DataSource database) {
        this.database = database;
    }

    /** Publishes the next entries; answers how many. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int publish(Producer<byte[], byte[]> producer) throws InterruptedException {
        try (Connection connection = database.getConnection()) {
            long position = lockPosition(connection);
            List<SealedEntry> entries = readAfter(connection, position);
            if (!entries.isEmpty()) {
                send(producer, entries);
                advance(connection, entries.getLast().auditIndex());
            }
            return entries.size();
        } catch (SQLException e) {
            throw new IllegalStateException("Publishing failed; it is tried again", e);
        }
    }

    private static long lockPosition(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select position from audit_position where name = 'published' for update")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<SealedEntry> readAfter(Connection connection, long position) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNPUBLISHED)) {
            select.setLong(1, position);
            select.setInt(2, ENTRIES_MAX);
            List<SealedEntry> entries = new ArrayList<>();
            int weight = 0;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    SealedEntry entry = SealedEntry.of(row);
                    weight += entry.weight();
                    if (weight > WEIGHT_MAX && !entries.isEmpty()) {
                        break;
                    }
                    entries.add(entry);
                }
            }
            return entries;
        }
    }

    private static void send(Producer<byte[], byte[]> producer, List<SealedEntry> entries) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(entries.size());
        for (SealedEntry entry : entries) {
            sent.add(producer.send(entry.toRecord(Topics.AUDIT_LOG.topicName())));
        }
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("Kafka did not take sealed entries; they are sent again", e.getCause());
            }
        }
    }

    private static void advance(Connection connection, long position) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update audit_position set position = ? where name = 'published'")) {
            update.setLong(1, position);
            update.executeUpdate();
        }
    }
}
