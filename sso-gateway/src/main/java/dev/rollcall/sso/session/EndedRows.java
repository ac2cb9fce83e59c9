package dev.rollcall.sso.session;

import dev.rollcall.sso.session.GrantRows.Key;
import dev.rollcall.sso.signin.SessionEvents.Why;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code session} that somebody else than their person ended: they stay until they would have expired, to say why. */
final class EndedRows {
    private static final String END =
            "UPDATE session SET ended_at = ?, end_reason = ? WHERE ended_at IS NULL AND expires_at > ?";

    private EndedRows() {}

    /** Of that connection's identity provider; see {@link IdpOrder}. */
    static List<Session> ofIdp(
            Connection connection, UUID idp, @Nullable String subject, List<String> sessionIndexes, Instant now)
            throws SQLException {
        String which = " AND connection_id = ?"
                + (subject == null ? "" : " AND subject = ?")
                + (sessionIndexes.isEmpty() ? "" : " AND session_index = ANY (?)");
        try (PreparedStatement update = end(connection, which, Why.IDP_LOGOUT, now)) {
            int next = 4;
            update.setObject(next++, idp);
            if (subject != null) {
                update.setString(next++, subject);
            }
            if (!sessionIndexes.isEmpty()) {
                update.setArray(next, connection.createArrayOf("text", sessionIndexes.toArray()));
            }
            return SessionRows.all(update);
        }
    }

    /** That one, at its identity provider's order. */
    static List<Session> one(Connection connection, Key session, Instant now) throws SQLException {
        try (PreparedStatement update = end(connection, " AND account_id = ? AND id = ?", Why.IDP_LOGOUT, now)) {
            update.setObject(4, session.accountId());
            update.setObject(5, session.sessionId());
            return SessionRows.all(update);
        }
    }

    /** Those of these sessions that have no live grant. */
    static List<Session> baseless(Connection connection, List<Key> keys, Instant now) throws SQLException {
        String which = " AND (account_id, id) IN (SELECT * FROM unnest(?::uuid[], ?::uuid[]))"
                + " AND NOT EXISTS (SELECT FROM session_grant g WHERE g.account_id = session.account_id"
                + " AND g.session_id = session.id AND g.void_at IS NULL)";
        try (PreparedStatement update = end(connection, which, Why.MEMBERSHIPS_ENDED, now)) {
            update.setArray(4, GrantRows.column(connection, "uuid", keys, Key::accountId));
            update.setArray(5, GrantRows.column(connection, "uuid", keys, Key::sessionId));
            return SessionRows.all(update);
        }
    }

    private static PreparedStatement end(Connection connection, String which, Why why, Instant now)
            throws SQLException {
        PreparedStatement update = connection.prepareStatement(END + which + " RETURNING " + SessionRows.ALL);
        update.setObject(1, SessionRows.utc(now));
        update.setString(2, why.name());
        update.setObject(3, SessionRows.utc(now));
        return update;
    }

    /** Why the session of that cookie was ended; empty for one that lives, and for one that is gone. */
    static Optional<Why> find(Connection connection, SessionSecret secret, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT end_reason FROM session WHERE secret_sha256 = ? AND expires_at > ? AND ended_at IS NOT NULL")) {
            select.setBytes(1, secret.sha256());
            select.setObject(2, SessionRows.utc(now));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(Why.valueOf(row.getString(1))) : Optional.empty();
            }
        }
    }
}
