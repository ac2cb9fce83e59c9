package dev.rollcall.membership.group;

import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads and writes table {@code scim_group}. */
final class GroupRows {
    static final String COLUMNS =
            "s.id, s.organization_id, s.team_id, s.display_name, s.external_id, s.created_at, s.updated_at, s.version";

    private GroupRows() {}

    static Optional<GroupState> find(Connection connection, UUID connectionId, UUID id) throws SQLException {
        return Sql.on(
                        connection,
                        "select " + COLUMNS + " from scim_group s where s.connection_id = ? and s.id = ?",
                        connectionId,
                        id)
                .first(GroupRows::group);
    }

    /** Locked until the commit, so that two changes of one group have an order. */
    static Optional<GroupState> lock(Connection connection, UUID connectionId, UUID id) throws SQLException {
        return Sql.on(
                        connection,
                        "select " + COLUMNS + " from scim_group s where s.connection_id = ? and s.id = ? for update",
                        connectionId,
                        id)
                .first(GroupRows::group);
    }

    static boolean nameTaken(Connection connection, UUID connectionId, String displayName, UUID except)
            throws SQLException {
        return Sql.on(
                        connection,
                        "select 1 from scim_group where connection_id = ? and display_name_key = ? and id <> ?",
                        connectionId,
                        displayName.toLowerCase(Locale.ROOT),
                        except)
                .first(row -> row.getInt(1))
                .isPresent();
    }

    static boolean teamTaken(Connection connection, UUID teamId, UUID except) throws SQLException {
        return Sql.on(connection, "select 1 from scim_group where team_id = ? and id <> ?", teamId, except)
                .first(row -> row.getInt(1))
                .isPresent();
    }

    /** Whether the team is its organization's owners, and if so, whether the connection lets a group make owners. */
    static Optional<Boolean> ownersByGroup(Connection connection, UUID connectionId, UUID teamId) throws SQLException {
        return Sql.on(
                        connection,
                        "select c.owners_by_group from connection c, team t where c.id = ? and t.id = ? and t.name_key = ?",
                        connectionId,
                        teamId,
                        GroupRules.OWNERS)
                .first(row -> row.getBoolean(1));
    }

    /** @param asked fingerprint of the request, for as long as nobody is known to have heard the answer */
    static void insert(Connection connection, UUID connectionId, GroupState group, byte[] asked) throws SQLException {
        Sql.on(
                        connection,
                        "with awaited as (insert into undelivered_group (connection_id, group_id, created_at, version, asked)"
                                + " values (?, ?, ?, ?, ?)) insert into scim_group (connection_id, id, organization_id, team_id, display_name, display_name_key,"
                                + " external_id, created_at, updated_at, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        connectionId,
                        group.id(),
                        group.created(),
                        group.version(),
                        asked,
                        connectionId,
                        group.id(),
                        group.organizationId(),
                        group.teamId(),
                        group.displayName(),
                        group.displayName().toLowerCase(Locale.ROOT),
                        group.externalId(),
                        group.created(),
                        group.lastModified(),
                        group.version())
                .update();
    }

    static void update(Connection connection, UUID connectionId, GroupState group) throws SQLException {
        Sql.on(
                        connection,
                        "update scim_group set organization_id = ?, team_id = ?, display_name = ?, display_name_key = ?,"
                                + " external_id = ?, updated_at = ?, version = ? where connection_id = ? and id = ?",
                        group.organizationId(),
                        group.teamId(),
                        group.displayName(),
                        group.displayName().toLowerCase(Locale.ROOT),
                        group.externalId(),
                        group.lastModified(),
                        group.version(),
                        connectionId,
                        group.id())
                .update();
    }

    /** The next by their ids. */
    static List<UserRecord.Reference> members(Connection connection, UUID connectionId, UUID groupId, UUID after)
            throws SQLException {
        return Sql.on(
                        connection,
                        "select s.id, coalesce(s.resource ->> 'displayName', s.user_name) from scim_group_member gm"
                                + " join scim_user s on s.connection_id = ? and s.id = gm.user_id"
                                + " where gm.group_id = ? and gm.user_id > ? order by gm.user_id limit ?",
                        connectionId,
                        groupId,
                        after,
                        GroupRecord.MEMBERS_TOGETHER_MAX)
                .plannedAnew()
                .list(row -> new UserRecord.Reference(row.getObject(1, UUID.class), row.getString(2)));
    }

    /**
     * All of them, of several groups that are known to be small: a list that is cut without a word would make an IdP remove people. A group
     * without members is not in the answer.
     */
    static Map<UUID, List<UserRecord.Reference>> membersOf(Connection connection, UUID connectionId, UUID[] groupIds)
            throws SQLException {
        Map<UUID, List<UserRecord.Reference>> members = new HashMap<>();
        Sql.on(
                        connection,
                        "select gm.group_id, s.id, coalesce(s.resource ->> 'displayName', s.user_name) from scim_group_member gm"
                                + " join scim_user s on s.connection_id = ? and s.id = gm.user_id"
                                + " where gm.group_id = any(?::uuid[]) order by s.id",
                        connectionId,
                        groupIds)
                .list(row -> members.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                        .add(new UserRecord.Reference(row.getObject(2, UUID.class), row.getString(3))));
        return members;
    }

    static GroupState group(ResultSet row) throws SQLException {
        return new GroupState(
                row.getObject("id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getObject("team_id", UUID.class),
                row.getString("display_name"),
                row.getString("external_id"),
                Sql.requireInstant(row, "created_at"),
                Sql.requireInstant(row, "updated_at"),
                row.getLong("version"));
    }
}
