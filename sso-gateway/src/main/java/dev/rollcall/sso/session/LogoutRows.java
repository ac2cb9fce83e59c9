package dev.rollcall.sso.session;

import dev.rollcall.sso.secret.Sha256;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code idp_logout}: orders that may have come before the session that they mean. An order and a session over one connection that begin at
 * the same moment have an order of their own, by an advisory lock: either the order finds the session, or the session finds the order.
 */
final class LogoutRows {
    /** As long as a sign-in may be under way. */
    static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final String KEY = "(hashtextextended('idp-logout ' || ?, 0))";

    /** Two statements in one round trip and one transaction: the second sees what was committed while the first waited. Binds the connection. */
    static final String WAIT = "SELECT pg_advisory_xact_lock_shared" + KEY + "; ";

    /** See {@link #bindOver}. */
    static final String OVER =
            "SELECT 1 FROM idp_logout WHERE connection_id = ? AND remember_until > ? AND ordered_at >= ?"
                    + " AND (subject_sha256 = ? AND (session_sha256 IS NULL OR session_sha256 = ?)"
                    + " OR subject_sha256 IS NULL AND session_sha256 = ?) LIMIT 1";

    private LogoutRows() {}

    /** Until the commit no session of that connection begins. The caller ends those that have begun afterwards. */
    static void remember(Connection connection, IdpOrder order, Instant now) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock" + KEY)) {
            lock.setString(1, order.connectionId().toString());
            lock.execute();
        }
        List<@Nullable String> sessions = order.sessionIndexes().isEmpty()
                ? Collections.singletonList(null)
                : List.copyOf(order.sessionIndexes());
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO idp_logout"
                        + " (connection_id, subject_sha256, session_sha256, ordered_at, remember_until) VALUES (?, ?, ?, ?, ?)")) {
            for (String session : sessions) {
                insert.setObject(1, order.connectionId());
                insert.setBytes(2, hash(order.subject()));
                insert.setBytes(3, hash(session));
                insert.setObject(4, SessionRows.utc(order.orderedAt()));
                insert.setObject(5, SessionRows.utc(now.plus(REMEMBERED)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Whether the session that is about to begin was ended there already. Until the commit no order of that connection is carried out. */
    static boolean isOver(Connection connection, IdpSession beginning, Instant now) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(WAIT + OVER)) {
            ask.setString(1, beginning.connectionId().toString());
            bindOver(ask, beginning, now, 2);
            ask.execute();
            ask.getMoreResults();
            try (ResultSet row = ask.getResultSet()) {
                return row.next();
            }
        }
    }

    /** @return the next placeholder */
    static int bindOver(PreparedStatement ask, IdpSession beginning, Instant now, int at) throws SQLException {
        ask.setObject(at, beginning.connectionId());
        ask.setObject(at + 1, SessionRows.utc(now));
        ask.setObject(at + 2, SessionRows.utc(beginning.authenticatedAt()));
        ask.setBytes(at + 3, hash(beginning.subject()));
        ask.setBytes(at + 4, hash(beginning.sessionIndex()));
        ask.setBytes(at + 5, hash(beginning.sessionIndex()));
        return at + 6;
    }

    static int deleteOver(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM idp_logout WHERE remember_until <= ?")) {
            delete.setObject(1, SessionRows.utc(now));
            return delete.executeUpdate();
        }
    }

    private static byte @Nullable [] hash(@Nullable String text) {
        return text == null ? null : Sha256.of(text);
    }
}
