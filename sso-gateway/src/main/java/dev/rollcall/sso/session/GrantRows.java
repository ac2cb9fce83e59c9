package dev.rollcall.sso.session;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Table {@code session_grant}. */
final class GrantRows {
    private static final int FIELDS = 6;

    /** A session's grants as one column, a line for each: whoever reads the session needs them, and one row is one round trip. */
    static final String OF_SESSION =
            "(SELECT string_agg(concat_ws(' ', g.member_id, g.organization_id, g.epoch, g.role,"
                    + " g.void_at IS NULL, g.organization), E'\\n' ORDER BY g.organization) FROM session_grant g"
                    + " WHERE g.account_id = session.account_id AND g.session_id = session.id)";

    /** The second half of a statement that inserts a session; see {@link #bind}. */
    static final String INSERT = "INSERT INTO session_grant (account_id, session_id, member_id, organization_id,"
            + " organization, role, epoch) SELECT ?::uuid, ?::uuid, g.* FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[],"
            + " ?::bigint[]) AS g";

    private static final String STALE =
            " FROM unnest(?::uuid[], ?::bigint[]) AS v(member_id, epoch) JOIN session_grant g"
                    + " ON g.member_id = v.member_id AND g.epoch < v.epoch AND g.void_at IS NULL";

    private GrantRows() {}

    /** Names a session. */
    record Key(UUID accountId, UUID sessionId) {}

    static void bind(PreparedStatement insert, Session session, int at) throws SQLException {
        Connection connection = insert.getConnection();
        List<HeldGrant> grants = session.grants();
        insert.setObject(at, session.accountId());
        insert.setObject(at + 1, session.id());
        insert.setArray(at + 2, column(connection, "uuid", grants, HeldGrant::memberId));
        insert.setArray(at + 3, column(connection, "uuid", grants, HeldGrant::organizationId));
        insert.setArray(at + 4, column(connection, "text", grants, HeldGrant::organization));
        insert.setArray(at + 5, column(connection, "text", grants, HeldGrant::role));
        insert.setArray(at + 6, column(connection, "bigint", grants, HeldGrant::epoch));
    }

    static <T> Array column(Connection connection, String type, List<T> rows, Function<T, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }

    /** After a look at the source of truth. The caller has locked the session's row: everybody locks it before its grants. */
    static void settle(Connection connection, Session settled, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE session_grant SET organization = ?, role = ?,"
                        + " void_at = CASE WHEN ? THEN void_at ELSE coalesce(void_at, ?) END"
                        + " WHERE account_id = ? AND session_id = ? AND member_id = ?")) {
            for (HeldGrant grant : settled.grants()) {
                update.setString(1, grant.organization());
                update.setString(2, grant.role());
                update.setBoolean(3, grant.live());
                update.setObject(4, SessionRows.utc(now));
                update.setObject(5, settled.accountId());
                update.setObject(6, settled.id());
                update.setObject(7, grant.memberId());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Locks and gives the sessions that stand on an epoch that is over. */
    static List<Key> lockStale(Connection connection, List<Raised> raised) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT account_id, id FROM session"
                + " WHERE ended_at IS NULL AND (account_id, id) IN (SELECT g.account_id, g.session_id"
                + STALE + ") ORDER BY account_id, id FOR UPDATE")) {
            bind(select, connection, raised, 1);
            try (ResultSet row = select.executeQuery()) {
                List<Key> keys = new ArrayList<>();
                while (row.next()) {
                    keys.add(new Key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
                }
                return keys;
            }
        }
    }

    static void makeVoid(Connection connection, List<Raised> raised, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE session_grant o SET void_at = ?"
                + " WHERE (o.account_id, o.session_id, o.member_id) IN"
                + " (SELECT g.account_id, g.session_id, g.member_id" + STALE + ")")) {
            update.setObject(1, SessionRows.utc(now));
            bind(update, connection, raised, 2);
            update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Connection connection, List<Raised> raised, int at)
            throws SQLException {
        statement.setArray(at, column(connection, "uuid", raised, Raised::memberId));
        statement.setArray(at + 1, column(connection, "bigint", raised, Raised::epoch));
    }

    /** The column of {@link #OF_SESSION}. */
    static List<HeldGrant> read(@Nullable String lines) {
        return lines == null
                ? List.of()
                : lines.lines()
                        .map(line -> line.split(" ", FIELDS))
                        .map(GrantRows::grant)
                        .toList();
    }

    private static HeldGrant grant(String[] fields) {
        return new HeldGrant(
                UUID.fromString(fields[0]),
                UUID.fromString(fields[1]),
                fields[5],
                fields[3],
                Long.parseLong(fields[2]),
                fields[4].equals("t"));
    }
}
