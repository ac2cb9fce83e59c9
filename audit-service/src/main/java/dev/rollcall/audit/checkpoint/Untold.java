package dev.rollcall.audit.checkpoint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Checkpoints that were signed and not yet told. One replica tells at a time: it holds the row of the position. Told twice is harmless. */
@ApplicationScoped
public class Untold {
    /** Checkpoints per transaction. */
    private static final int BATCH_MAX = 100;

    private final DataSource database;

    Untold(DataSource database) {
        this.database = database;
    }

    /** Where a checkpoint is told. */
    @FunctionalInterface
    interface Telling {
        void tell(String note) throws InterruptedException;
    }

    /** Tells the next ones in their order; true when there may be more. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    boolean tell(Telling telling) throws InterruptedException {
        try (Connection connection = database.getConnection()) {
            TreeMap<Long, String> notes = next(connection, lockPosition(connection));
            for (String note : notes.values()) {
                telling.tell(note);
            }
            if (!notes.isEmpty()) {
                advance(connection, notes.lastKey());
            }
            return notes.size() == BATCH_MAX;
        } catch (SQLException e) {
            throw new IllegalStateException("Checkpoints could not be told; it is tried again", e);
        }
    }

    private static long lockPosition(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select position from audit_position where name = 'checkpoint' for update")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static TreeMap<Long, String> next(Connection connection, long position) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select size, note from tlog_checkpoint where size > ? order by size limit ?")) {
            select.setLong(1, position);
            select.setInt(2, BATCH_MAX);
            TreeMap<Long, String> notes = new TreeMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    notes.put(row.getLong(1), row.getString(2));
                }
            }
            return notes;
        }
    }

    private static void advance(Connection connection, long position) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update audit_position set position = ? where name = 'checkpoint'")) {
            update.setLong(1, position);
            update.executeUpdate();
        }
    }
}
