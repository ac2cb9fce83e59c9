package dev.rollcall.membership.group;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.user.MemberEvents;
import dev.rollcall.membership.user.Request;
import dev.rollcall.membership.user.RolesByGroup;
import dev.rollcall.membership.user.Targets;
import dev.rollcall.membership.user.TeamMemberships;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who is in a group, row by row: only the people named in a request are touched, however large the group is. What the IdP said and the
 * team that follows from it change in one transaction.
 */
@ApplicationScoped
class GroupMembers {
    private final TeamMemberships teams;
    private final Targets targets;
    private final RolesByGroup roles;

    GroupMembers(TeamMemberships teams, Targets targets, RolesByGroup roles) {
        this.teams = teams;
        this.targets = targets;
        this.roles = roles;
    }

    /** Adds those who are not in it yet; refused as a whole when one of them is no user of this connection (R-GRP-8). */
    boolean add(Connection connection, Request request, MemberEvents events, GroupState group, List<String> values)
            throws SQLException {
        return add(connection, request, events, group, users(connection, request, values));
    }

    private boolean add(Connection connection, Request request, MemberEvents events, GroupState group, UUID[] users)
            throws SQLException {
        List<UUID> added = Sql.on(
                        connection,
                        "insert into scim_group_member (group_id, user_id) select ?, u.id from unnest(?::uuid[]) as u(id)"
                                + " on conflict do nothing returning user_id",
                        group.id(),
                        users)
                .list(row -> row.getObject(1, UUID.class));
        joined(connection, request, events, group, added);
        return !added.isEmpty();
    }

    /** Takes those out who are in it; others are no error (O8). */
    boolean remove(Connection connection, Request request, MemberEvents events, GroupState group, List<String> values)
            throws SQLException {
        UUID[] users =
                values.stream().map(GroupMembers::uuid).filter(id -> id != NONE).toArray(UUID[]::new);
        List<UUID> removed = Sql.on(
                        connection,
                        "delete from scim_group_member where group_id = ? and user_id = any(?::uuid[]) returning user_id",
                        group.id(),
                        users)
                .list(row -> row.getObject(1, UUID.class));
        left(connection, request, events, group, removed);
        return !removed.isEmpty();
    }

    /** Makes the group exactly this list; only the difference is written. */
    boolean replace(Connection connection, Request request, MemberEvents events, GroupState group, List<String> values)
            throws SQLException {
        UUID[] users = users(connection, request, values);
        List<UUID> removed = Sql.on(
                        connection,
                        "delete from scim_group_member gm where gm.group_id = ?"
                                + " and not exists (select 1 from unnest(?::uuid[]) as u(id) where u.id = gm.user_id) returning gm.user_id",
                        group.id(),
                        users)
                .list(row -> row.getObject(1, UUID.class));
        left(connection, request, events, group, removed);
        return add(connection, request, events, group, users) | !removed.isEmpty();
    }

    /** Everybody leaves the team that this group gave; what the IdP said stays, for the team that comes next. */
    void leaveTeam(Connection connection, Request request, MemberEvents events, GroupState group) throws SQLException {
        teams.endGroup(connection, request, events, group.organizationId(), group.teamId());
        if (owners(connection, request, group).isPresent()) {
            List<UUID> all = Sql.on(connection, "select user_id from scim_group_member where group_id = ?", group.id())
                    .list(row -> row.getObject(1, UUID.class));
            roles.withdraw(connection, request, events, group.organizationId(), all);
        }
    }

    /** Everybody in the group joins the team it is mapped to now, but for members whom an owner released. */
    void joinTeam(Connection connection, Request request, MemberEvents events, GroupState group) throws SQLException {
        List<UUID> all = Sql.on(
                        connection,
                        "select gm.user_id from scim_group_member gm where gm.group_id = ? and not exists (select 1"
                                + " from scim_user s join member m on m.account_id = s.account_id and m.organization_id = ?"
                                + " where s.connection_id = ? and s.id = gm.user_id and " + TeamMemberships.RELEASED
                                + ")",
                        group.id(),
                        group.organizationId(),
                        request.connectionId())
                .list(row -> row.getObject(1, UUID.class));
        joined(connection, request, events, group, all);
    }

    private void joined(Connection connection, Request request, MemberEvents events, GroupState group, List<UUID> users)
            throws SQLException {
        teams.join(connection, request, events, group.organizationId(), group.teamId(), users);
        if (users.isEmpty()) {
            return;
        }
        Optional<Boolean> allowed = owners(connection, request, group);
        if (allowed.isPresent()) {
            if (!allowed.get()) {
                throw Refusal.TEAM_RESERVED.because(GroupRules.OWNERS_REFUSED);
            }
            roles.grant(connection, request, events, group.organizationId(), users);
        }
    }

    private void left(Connection connection, Request request, MemberEvents events, GroupState group, List<UUID> users)
            throws SQLException {
        teams.leave(connection, request, events, group.organizationId(), group.teamId(), users);
        if (!users.isEmpty() && owners(connection, request, group).isPresent()) {
            roles.withdraw(connection, request, events, group.organizationId(), users);
        }
    }

    /** Whether it is allowed, for a group of owners (R-GRP-18); empty for every other one. */
    private static Optional<Boolean> owners(Connection connection, Request request, GroupState group)
            throws SQLException {
        return GroupRules.mayMeanOwners(group.displayName())
                ? GroupRows.ownersByGroup(connection, request.connectionId(), group.teamId())
                : Optional.empty();
    }

    /** R-GRP-6: whoever is in the team by other ways and not in the group leaves it. */
    void claimTeam(Connection connection, Request request, MemberEvents events, GroupState group) throws SQLException {
        teams.removeForeign(connection, request, events, group.organizationId(), group.teamId(), group.id());
    }

    /** Their ids, each once; members without a resource are linked where the connection may have them (R-ORG-3, R-ORG-11). */
    private UUID[] users(Connection connection, Request request, List<String> values) throws SQLException {
        Set<UUID> ids = new LinkedHashSet<>();
        for (String value : values) {
            UUID id = uuid(value);
            if (id == NONE) {
                throw unknown(value);
            }
            ids.add(id);
        }
        UUID[] users = ids.toArray(UUID[]::new);
        List<UUID> missing = Sql.on(
                        connection,
                        "select u.id from unnest(?::uuid[]) as u(id) where not exists"
                                + " (select 1 from scim_user s where s.connection_id = ? and s.id = u.id) order by u.id",
                        users,
                        request.connectionId())
                .list(row -> row.getObject(1, UUID.class));
        for (UUID id : missing) {
            Optional<UUID> linked = targets.link(connection, request, id);
            if (linked.isEmpty()) {
                throw unmanagedOrUnknown(connection, request, id);
            }
            ids.remove(id);
            ids.add(linked.get());
        }
        return missing.isEmpty() ? users : ids.toArray(UUID[]::new);
    }

    private static RuntimeException unmanagedOrUnknown(Connection connection, Request request, UUID id)
            throws SQLException {
        boolean member = Sql.on(
                        connection,
                        "select 1 from member m join connection_organization co on co.organization_id = m.organization_id"
                                + " where co.connection_id = ? and m.id = ?",
                        request.connectionId(),
                        id)
                .first(row -> row.getInt(1))
                .isPresent();
        return member
                ? Refusal.MEMBER_UNMANAGED.because(
                        "Member " + id + " is not managed by SCIM; an owner can adopt them. Nothing was changed.")
                : unknown(id.toString());
    }

    private static RuntimeException unknown(String value) {
        return Refusal.GROUP_MEMBER_UNKNOWN.because(
                "'" + value + "' is no user of this connection; nothing was changed.");
    }

    private static final UUID NONE = new UUID(0, 0);

    private static UUID uuid(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : NONE;
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }
}
