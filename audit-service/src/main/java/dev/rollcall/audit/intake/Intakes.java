package dev.rollcall.audit.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The transaction that takes: positions move, and what came is stored, taken, held or found to be known; all of it or nothing. */
@ApplicationScoped
public class Intakes {
    private final DataSource database;

    Intakes(DataSource database) {
        this.database = database;
    }

    /**
     * Takes arrivals in their order.
     *
     * @param advances the positions behind them; empty for events that a source sent again
     * @throws StalePosition when another replica took them; nothing is stored then
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Tally take(List<Arrival> arrivals, List<Advance> advances) {
        try (Connection connection = database.getConnection()) {
            try (Statement begin = connection.createStatement()) {
                // A crash may forget this commit, and the position with it: Kafka then delivers again. What counts is
                // sealed by a
                // transaction that waits for the disk, and the log's order puts this one before it.
                begin.execute("set local synchronous_commit = off");
            }
            if (!advances.isEmpty()) {
                Positions.advance(connection, advances);
            }
            return new Batch(connection).take(arrivals);
        } catch (SQLException e) {
            throw new IntakeFailed(e);
        }
    }

    /** Intake could not store a batch. */
    static final class IntakeFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean dataRefused;

        IntakeFailed(SQLException cause) {
            super("Intake failed: " + cause.getMessage(), cause);
            String state = cause.getSQLState();
            // SQLSTATE classes 22 (data exception) and 23 (integrity violation): the same data fails again, whatever we
            // wait.
            dataRefused = state != null && (state.startsWith("22") || state.startsWith("23"));
        }

        /** The database refuses a value; trying again cannot help. */
        boolean dataRefused() {
            return dataRefused;
        }
    }
}
