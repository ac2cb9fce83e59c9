package dev.rollcall.sso.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Table {@code session}. */
final class SessionRows {
    private static final String COLUMNS =
            "id, account_id, email, platform, address, user_agent, created_at, last_seen_at, expires_at";

    private SessionRows() {}

    static void insert(Connection connection, Session session, SessionSecret secret) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO session (" + COLUMNS + ", secret_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setObject(1, session.id());
            insert.setObject(2, session.accountId());
            insert.setString(3, session.email());
            insert.setBoolean(4, session.platform());
            insert.setString(5, session.address());
            insert.setString(6, session.userAgent());
            insert.setObject(7, utc(session.createdAt()));
            insert.setObject(8, utc(session.lastSeenAt()));
            insert.setObject(9, utc(session.expiresAt()));
            insert.setBytes(10, secret.sha256());
            insert.executeUpdate();
        }
    }

    static Optional<Session> find(Connection connection, SessionSecret secret, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM session WHERE secret_sha256 = ? AND expires_at > ?")) {
            select.setBytes(1, secret.sha256());
            select.setObject(2, utc(now));
            return first(select);
        }
    }

    /** Only what {@link #find} found, and only if a minute has passed: people see minutes, and most requests write nothing. */
    static void seen(Connection connection, Session session, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE session SET last_seen_at = ? WHERE account_id = ? AND id = ?")) {
            update.setObject(1, utc(now));
            update.setObject(2, session.accountId());
            update.setObject(3, session.id());
            update.executeUpdate();
        }
    }

    /** Live ones, newest first. */
    static List<Session> list(Connection connection, UUID account, Instant now, int max) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT " + COLUMNS
                + " FROM session WHERE account_id = ? AND expires_at > ? ORDER BY id DESC LIMIT ?")) {
            select.setObject(1, account);
            select.setObject(2, utc(now));
            select.setInt(3, max);
            try (ResultSet row = select.executeQuery()) {
                List<Session> sessions = new ArrayList<>();
                while (row.next()) {
                    sessions.add(read(row));
                }
                return sessions;
            }
        }
    }

    /** @return what was deleted, live or expired */
    static Optional<Session> delete(Connection connection, SessionSecret secret) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM session WHERE secret_sha256 = ? RETURNING " + COLUMNS)) {
            delete.setBytes(1, secret.sha256());
            return first(delete);
        }
    }

    /** @return what was deleted; nothing of another account ever is */
    static Optional<Session> delete(Connection connection, UUID account, UUID id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM session WHERE account_id = ? AND id = ? RETURNING " + COLUMNS)) {
            delete.setObject(1, account);
            delete.setObject(2, id);
            return first(delete);
        }
    }

    static void deleteExpired(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM session WHERE expires_at <= ?")) {
            delete.setObject(1, utc(now));
            delete.executeUpdate();
        }
    }

    private static Optional<Session> first(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(read(row)) : Optional.empty();
        }
    }

    private static Session read(ResultSet row) throws SQLException {
        return new Session(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getBoolean(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getObject(9, OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
