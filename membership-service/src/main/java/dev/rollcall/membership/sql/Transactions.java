package dev.rollcall.membership.sql;

import dev.rollcall.contract.refusal.Refusal;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Runs a command as one transaction on one connection, again when it lost a race that a second look decides (unique violation, deadlock,
 * serialization failure).
 */
@ApplicationScoped
public class Transactions {
    private static final Logger LOG = Logger.getLogger(Transactions.class);
    /** A second look finds what the winner stored; a third covers a deadlock on the way. More would hide a fault. */
    private static final int ATTEMPTS_MAX = 4;
    /** SQLSTATE class of values that do not fit their column. */
    private static final String DATA_REFUSED = "22";

    /** Cancelled, because it took longer than {@link Sql#within} allows. */
    private static final String OVERTIME = "57014";

    /** No lock could be had in the time that was set for it. */
    private static final String LOCKED = "55P03";

    /**
     * In front of statements of a {@link #tryWrite}: what many share must not wait for a lock that one of them needs. Long enough for a
     * short transaction to end.
     */
    public static final String SOON = "set local lock_timeout = '100ms'; ";

    /** What is to be done with the transaction's connection. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final DataSource dataSource;

    Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The work's answer after its commit; a {@code Refused} or any other exception rolls everything back. */
    public <T> T write(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return writeOnce(work);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS_MAX || !lostRace(e)) {
                    throw e;
                }
                LOG.debugf("Attempt %d lost a race, trying again", attempt);
            }
        }
    }

    private <T> T writeOnce(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                return work.on(connection);
            }
        });
    }

    /** As {@link #write}, but once: empty when it lost a race, met a lock for too long, or when the database refuses one of its values. */
    public <T> Optional<T> tryWrite(Work<T> work) {
        return unlessLost(() -> writeOnce(work));
    }

    /**
     * As {@link #write}, for work whose only write is one statement: it commits by itself, without the round trips and the bookkeeping of a
     * transaction around it.
     */
    public <T> T writeAtOnce(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return read(work);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS_MAX || !lostRace(e)) {
                    throw e;
                }
                LOG.debugf("Attempt %d lost a race, trying again", attempt);
            }
        }
    }

    /** As {@link #writeAtOnce}, but once: empty when it lost a race, or when the database refuses one of its values. */
    public <T> Optional<T> tryAtOnce(Work<T> work) {
        return unlessLost(() -> read(work));
    }

    private static <T> Optional<T> unlessLost(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (RuntimeException e) {
            if (!lostRace(e) && !hindered(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** The work's answer from single statements that each commit by themselves: for reads. */
    public <T> T read(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            if (OVERTIME.equals(e.getSQLState())) {
                throw Refusal.TOO_MANY.because(
                        "This would take too long to find; ask for less, or by id, userName or externalId.");
            }
            throw new IllegalStateException("The database failed to answer", e);
        }
    }

    private static boolean hindered(Throwable failure) {
        String state = sqlState(failure);
        return state.startsWith(DATA_REFUSED) || state.equals(LOCKED) || state.equals(OVERTIME);
    }

    private static boolean lostRace(Throwable failure) {
        return switch (sqlState(failure)) {
            case "23505", "40001", "40P01" -> true;
            default -> false;
        };
    }

    /** Empty when the database is not what failed. */
    private static String sqlState(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
