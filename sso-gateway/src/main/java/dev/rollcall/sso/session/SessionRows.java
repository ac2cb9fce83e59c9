package dev.rollcall.sso.session;

import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code session}, each row read with its grants. */
final class SessionRows {
    private static final String COLUMNS =
            "id, account_id, email, platform, address, user_agent, created_at, last_seen_at,"
                    + " expires_at, checked_at, connection_id, protocol, issuer, subject, session_index, authenticated_at";

    /** What {@link #all} reads. */
    static final String ALL = COLUMNS + ", " + GrantRows.OF_SESSION;

    private SessionRows() {}

    private static final String INSERT = "WITH new AS (INSERT INTO session (" + COLUMNS + ", secret_sha256)"
            + " SELECT ?::uuid, ?::uuid, ?, ?::bool, ?, ?, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::uuid, ?, ?, ?, ?,"
            + " ?::timestamptz, ?::bytea%s RETURNING id), granted AS (" + GrantRows.INSERT
            + " WHERE EXISTS (SELECT FROM new)) SELECT count(*) FROM new";

    private static final String WHERE_ROOM_IS =
            " WHERE ? > (SELECT count(*) FROM session WHERE account_id = ? AND platform = ? AND expires_at > ? AND ended_at IS NULL)";

    private static final String INSERT_IN_ROOM =
            LogoutRows.WAIT + INSERT.formatted(WHERE_ROOM_IS + " AND NOT EXISTS (" + LogoutRows.OVER + ")");
    private static final String INSERT_ANYWAY = INSERT.formatted("");

    /** With its grants, in one statement. */
    static void insert(Connection connection, Session session, SessionSecret secret) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_ANYWAY)) {
            GrantRows.bind(insert, session, bind(insert, session, secret, 1));
            insert.executeQuery();
        }
    }

    /**
     * The same, unless the account has that many live sessions of the kind, or its identity provider has ended this one already. Of several at the
     * same moment each may find the last place free. Not in a transaction of the caller's: it commits with this. What it returns must stay a number:
     * where a column without a bound is read, the driver may end the round trip, and with it the lock, between the two statements.
     *
     * @return whether it was
     */
    static boolean insertInRoom(Connection connection, Session session, IdpSession idp, SessionSecret secret, int max)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_IN_ROOM)) {
            insert.setString(1, idp.connectionId().toString());
            int next = bind(insert, session, secret, 2);
            insert.setInt(next++, max);
            insert.setObject(next++, session.accountId());
            insert.setBoolean(next++, session.platform());
            insert.setObject(next++, utc(session.createdAt()));
            next = LogoutRows.bindOver(insert, idp, session.createdAt(), next);
            GrantRows.bind(insert, session, next);
            insert.execute();
            insert.getMoreResults();
            try (ResultSet row = insert.getResultSet()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }

    /** @return the next placeholder */
    private static int bind(PreparedStatement insert, Session session, SessionSecret secret, int at)
            throws SQLException {
        insert.setObject(at, session.id());
        insert.setObject(at + 1, session.accountId());
        insert.setString(at + 2, session.name());
        insert.setBoolean(at + 3, session.platform());
        insert.setString(at + 4, session.address());
        insert.setString(at + 5, session.userAgent());
        insert.setObject(at + 6, utc(session.createdAt()));
        insert.setObject(at + 7, utc(session.lastSeenAt()));
        insert.setObject(at + 8, utc(session.expiresAt()));
        insert.setObject(at + 9, utc(session.checkedAt()));
        IdpSession idp = session.idp();
        insert.setObject(at + 10, idp == null ? null : idp.connectionId());
        insert.setString(at + 11, idp == null ? null : idp.protocol().name());
        insert.setString(at + 12, idp == null ? null : idp.issuer());
        insert.setString(at + 13, idp == null ? null : idp.subject());
        insert.setString(at + 14, idp == null ? null : idp.sessionIndex());
        insert.setObject(at + 15, utc(idp == null ? null : idp.authenticatedAt()));
        insert.setBytes(at + 16, secret.sha256());
        return at + 17;
    }

    /** Leaves an account room for one session of that kind; what had to go, the oldest. */
    static List<Session> makeRoom(Connection connection, Session wanted, Instant now, int max) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM session WHERE account_id = ? AND id IN"
                + " (SELECT id FROM session WHERE account_id = ? AND platform = ? AND expires_at > ? AND ended_at IS NULL"
                + " ORDER BY id DESC OFFSET ?) RETURNING " + ALL)) {
            delete.setObject(1, wanted.accountId());
            delete.setObject(2, wanted.accountId());
            delete.setBoolean(3, wanted.platform());
            delete.setObject(4, utc(now));
            delete.setInt(5, max - 1);
            return all(delete);
        }
    }

    static Optional<Session> find(Connection connection, SessionSecret secret, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + ALL + " FROM session WHERE secret_sha256 = ? AND expires_at > ? AND ended_at IS NULL")) {
            select.setBytes(1, secret.sha256());
            select.setObject(2, utc(now));
            return first(select);
        }
    }

    static Optional<Session> find(Connection connection, UUID account, UUID id, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT " + ALL
                + " FROM session WHERE account_id = ? AND id = ? AND expires_at > ? AND ended_at IS NULL")) {
            select.setObject(1, account);
            select.setObject(2, id);
            select.setObject(3, utc(now));
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

    /** The source of truth was asked, and has let it live or not. */
    static void checked(Connection connection, Session session, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE session SET checked_at = ? WHERE account_id = ? AND id = ?")) {
            update.setObject(1, utc(now));
            update.setObject(2, session.accountId());
            update.setObject(3, session.id());
            update.executeUpdate();
        }
    }

    /** Live ones of one kind, newest first. */
    static List<Session> list(Connection connection, UUID account, boolean platform, Instant now, int max)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + ALL
                        + " FROM session WHERE account_id = ? AND platform = ? AND expires_at > ? AND ended_at IS NULL ORDER BY id DESC LIMIT ?")) {
            select.setObject(1, account);
            select.setBoolean(2, platform);
            select.setObject(3, utc(now));
            select.setInt(4, max);
            return all(select);
        }
    }

    /** @return what was deleted, live or expired; what somebody else ended stays to say so */
    static Optional<Session> delete(Connection connection, SessionSecret secret) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM session WHERE secret_sha256 = ? AND ended_at IS NULL RETURNING " + ALL)) {
            delete.setBytes(1, secret.sha256());
            return first(delete);
        }
    }

    /** @return what was deleted, live a moment before; nothing of another account ever is */
    static Optional<Session> delete(Connection connection, UUID account, UUID id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM session WHERE account_id = ? AND id = ? AND ended_at IS NULL RETURNING " + ALL)) {
            delete.setObject(1, account);
            delete.setObject(2, id);
            return first(delete);
        }
    }

    static List<Session> all(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            List<Session> sessions = new ArrayList<>();
            while (row.next()) {
                sessions.add(read(row));
            }
            return sessions;
        }
    }

    private static Optional<Session> first(PreparedStatement statement) throws SQLException {
        return all(statement).stream().findFirst();
    }

    private static Session read(ResultSet row) throws SQLException {
        return new Session(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getBoolean(4),
                row.getString(5),
                row.getString(6),
                Objects.requireNonNull(time(row, 7)),
                Objects.requireNonNull(time(row, 8)),
                Objects.requireNonNull(time(row, 9)),
                time(row, 10),
                idp(row),
                GrantRows.read(row.getString(17)));
    }

    private static @Nullable IdpSession idp(ResultSet row) throws SQLException {
        UUID connectionId = row.getObject(11, UUID.class);
        return connectionId == null
                ? null
                : new IdpSession(
                        connectionId,
                        Protocol.valueOf(row.getString(12)),
                        row.getString(13),
                        row.getString(14),
                        row.getString(15),
                        Objects.requireNonNull(time(row, 16)));
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
