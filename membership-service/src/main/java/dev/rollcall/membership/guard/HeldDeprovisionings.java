package dev.rollcall.membership.guard;

import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is held: one row for each user, however often it is asked for. */
public final class HeldDeprovisionings {
    private static final String HOLD = """
            insert into held_deprovisioning (connection_id, user_id, kind, first_asked_at, last_asked_at, count)
            values (?, ?, ?, ?, ?, 1)
            on conflict (connection_id, user_id) do update
               set first_asked_at = case
                       when held_deprovisioning.kind <> excluded.kind
                         or held_deprovisioning.last_asked_at < excluded.last_asked_at - interval '48 hours'
                       then excluded.first_asked_at else held_deprovisioning.first_asked_at end,
                   kind = excluded.kind, last_asked_at = excluded.last_asked_at, count = held_deprovisioning.count + 1
            """;

    private static final String LIST = """
            select h.user_id, coalesce(u.user_name, a.email) as user_name, h.kind, h.first_asked_at, h.last_asked_at, h.count
              from held_deprovisioning h left join scim_user u on u.connection_id = h.connection_id and u.id = h.user_id
              left join member m on u.id is null and m.id = h.user_id left join account a on a.id = m.account_id
             where h.connection_id = ? and h.user_id > ? order by h.user_id limit ? offset ?
            """;

    private HeldDeprovisionings() {}

    /** What the identity provider asked for. */
    public enum Kind {
        DEACTIVATE,
        DELETE
    }

    public static void hold(Connection connection, UUID connectionId, UUID userId, Kind kind, Instant at)
            throws SQLException {
        Sql.on(connection, HOLD, connectionId, userId, kind.name(), at, at).update();
    }

    /** @return whether it was held until now */
    public static boolean forget(Connection connection, UUID connectionId, UUID userId) throws SQLException {
        return Sql.on(
                                connection,
                                "delete from held_deprovisioning where connection_id = ? and user_id = ?",
                                connectionId,
                                userId)
                        .update()
                > 0;
    }

    /** How many were forgotten. */
    public static int forgetAll(Connection connection, UUID connectionId) throws SQLException {
        return Sql.on(connection, "delete from held_deprovisioning where connection_id = ?", connectionId)
                .update();
    }

    public static long count(Connection connection, UUID connectionId) throws SQLException {
        return Sql.on(connection, "select count(*) from held_deprovisioning where connection_id = ?", connectionId)
                .first(row -> row.getLong(1))
                .orElse(0L);
    }

    /** In the order of their users' ids, after one of them. */
    public static List<HeldDeprovisioning> list(
            Connection connection, UUID connectionId, UUID after, int limit, int offset) throws SQLException {
        return Sql.on(connection, LIST, connectionId, after, limit, offset).list(HeldDeprovisionings::read);
    }

    private static HeldDeprovisioning read(ResultSet row) throws SQLException {
        return new HeldDeprovisioning(
                row.getObject("user_id", UUID.class),
                row.getString("user_name"),
                Kind.valueOf(row.getString("kind")),
                Sql.requireInstant(row, "first_asked_at"),
                Sql.requireInstant(row, "last_asked_at"),
                row.getLong("count"));
    }
}
