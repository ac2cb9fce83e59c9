package dev.rollcall.audit.checkpoint;

import dev.rollcall.audit.tree.TreeTable;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.transparencylog.LogLimits;
import dev.rollcall.transparencylog.checkpoint.EntryProof;
import dev.rollcall.transparencylog.checkpoint.GrowthProof;
import dev.rollcall.transparencylog.tree.ConsistencyProof;
import dev.rollcall.transparencylog.tree.InclusionProof;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** What the latest checkpoint proves, as text in C2SP's forms. A proof reads a handful of tiles, however long the log is. */
@ApplicationScoped
public class Proofs {
    private static final String ENTRY = """
            select audit_entry_text(e, s.source) from audit_entry e join audit_stream s on s.id = e.stream_id
            where e.organization_id = ? and e.audit_index = ?
            """;

    private final DataSource database;

    Proofs(DataSource database) {
        this.database = database;
    }

    /** The latest checkpoint: a signed note. */
    @Transactional
    public String checkpoint() {
        try (Connection connection = database.getConnection()) {
            return require(connection).note().encode();
        } catch (SQLException e) {
            throw new IllegalStateException("The checkpoint could not be read", e);
        }
    }

    /** That an entry of this organization is in the log: tlog-proof, with the entry itself as its extra data. */
    @Transactional
    public String ofEntry(UUID scope, long index) {
        try (Connection connection = database.getConnection()) {
            byte[] entry = entry(connection, scope, index);
            Checkpoints.Kept latest = require(connection);
            if (latest.size() <= index) {
                throw unsigned();
            }
            InclusionProof proof =
                    InclusionProof.of(index, latest.size(), new TreeTable(connection).tiles(latest.size()));
            // Events were once taken up to the length of an entry; no source of ours writes such.
            byte[] shown = entry.length <= LogLimits.ENTRY_BYTES_MAX ? entry : new byte[0];
            return new EntryProof(shown, index, proof.hashes(), latest.note()).encode();
        } catch (SQLException e) {
            throw new IllegalStateException("The proof could not be made", e);
        }
    }

    /** That the log grew out of what it was at that size: the body of tlog-witness, add-checkpoint. */
    @Transactional
    public String ofGrowth(long oldSize) {
        try (Connection connection = database.getConnection()) {
            Checkpoints.Kept latest = require(connection);
            if (oldSize > latest.size()) {
                throw Refusal.VALUE_INVALID.because("The latest checkpoint is of " + latest.size() + " entries.");
            }
            ConsistencyProof proof =
                    ConsistencyProof.of(oldSize, latest.size(), new TreeTable(connection).tiles(latest.size()));
            return new GrowthProof(oldSize, proof.hashes(), latest.note()).encode();
        } catch (SQLException e) {
            throw new IllegalStateException("The proof could not be made", e);
        }
    }

    private static byte[] entry(Connection connection, UUID scope, long index) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ENTRY)) {
            select.setObject(1, scope);
            select.setLong(2, index);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw Refusal.ENTRY_UNKNOWN.because("No entry of this log has the audit index " + index + ".");
                }
                return row.getString(1).getBytes(StandardCharsets.UTF_8);
            }
        }
    }

    private static Checkpoints.Kept require(Connection connection) throws SQLException {
        return Checkpoints.find(connection).orElseThrow(Proofs::unsigned);
    }

    private static RuntimeException unsigned() {
        return Refusal.UNAVAILABLE.because("What was sealed last is signed within a second or two; ask again.");
    }
}
