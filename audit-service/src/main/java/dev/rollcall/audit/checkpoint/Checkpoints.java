package dev.rollcall.audit.checkpoint;

import dev.rollcall.audit.tree.TreeTable;
import dev.rollcall.transparencylog.LogRefusal;
import dev.rollcall.transparencylog.checkpoint.Checkpoint;
import dev.rollcall.transparencylog.note.SignedNote;
import dev.rollcall.transparencylog.tree.CompactRange;
import dev.rollcall.transparencylog.tree.ConsistencyProof;
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
import java.util.Optional;
import javax.sql.DataSource;

/** Signs the tree when it has grown, one replica at a time and once a second at most over all. */
@ApplicationScoped
public class Checkpoints {
    /** Any constant that no other lock of this database uses; "tlog" in ASCII. */
    private static final long LOCK = 0x746c6f67L;

    /** One of the future is not fresh: the database's clock was set back, and signing does not wait for it to catch up. */
    private static final String LATEST = """
            select size, root, note, signed_at > now() - interval '900 milliseconds' and signed_at <= now() as fresh
            from tlog_checkpoint order by size desc limit 1
            """;

    private final DataSource database;
    private final LogKey key;
    private final Counter alarms;

    Checkpoints(DataSource database, LogKey key, MeterRegistry metrics) {
        this.database = database;
        this.key = key;
        this.alarms = metrics.counter("rollcall.audit.integrity.alarms");
    }

    /** A checkpoint as it is kept. */
    record Kept(long size, Hash root, SignedNote note, boolean fresh) {}

    /** Signs, unless nothing changed since the last checkpoint or that is fresh; true when it did. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean sign() {
        try (Connection connection = database.getConnection()) {
            try (Statement lock = connection.createStatement()) {
                // Its own statement: what follows must see what the last holder wrote.
                lock.execute("set local lock_timeout = '10s'; select pg_advisory_xact_lock(" + LOCK + ")");
            }
            Optional<Kept> last = find(connection);
            last.ifPresent(this::requireSameLog);
            TreeTable tree = new TreeTable(connection);
            CompactRange edge = tree.edge();
            if (edge.size() == last.map(Kept::size).orElse(0L)
                    || last.map(Kept::fresh).orElse(false)) {
                return false;
            }
            Checkpoint next = new Checkpoint(key.origin(), edge.size(), edge.root());
            last.ifPresent(kept -> requireGrowth(tree, kept, next));
            insert(connection, next);
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("No checkpoint could be signed; it is tried again", e);
        }
    }

    /** Nothing is signed before the first entry is sealed. */
    static Optional<Kept> find(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LATEST);
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Kept(
                            row.getLong("size"),
                            Hash.of(row.getBytes("root")),
                            SignedNote.parse(row.getString("note")),
                            row.getBoolean("fresh")))
                    : Optional.empty();
        }
    }

    /** The tree has one name: a key of another would make it a log that nobody who follows this one knows. */
    private void requireSameLog(Kept last) {
        String origin = Checkpoint.parse(last.note().text()).origin();
        if (!origin.equals(key.origin())) {
            alarms.increment();
            throw new IllegalStateException("INTEGRITY: the key of ROLLCALL_AUDIT_LOG_KEY is of the log " + key.origin()
                    + ", but this log's last checkpoint is of " + origin + "; nothing is signed with that key");
        }
    }

    /** C2SP tlog-checkpoint: a log must not sign what is inconsistent with what it signed. */
    private void requireGrowth(TreeTable tree, Kept last, Checkpoint next) {
        try {
            ConsistencyProof.of(last.size(), next.size(), tree.tiles(next.size()))
                    .verify(last.root(), next.root());
        } catch (LogRefusal refusal) {
            alarms.increment();
            throw new IllegalStateException(
                    "INTEGRITY: the tree of " + next.size() + " entries did not grow out of the checkpoint of "
                            + last.size() + "; nothing is signed until a person has found out why",
                    refusal);
        }
    }

    private void insert(Connection connection, Checkpoint checkpoint) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into tlog_checkpoint (size, root, note) values (?, ?, ?)")) {
            insert.setLong(1, checkpoint.size());
            insert.setBytes(2, checkpoint.root().bytes());
            insert.setString(3, key.sign(checkpoint.text()).encode());
            insert.executeUpdate();
        }
    }
}
