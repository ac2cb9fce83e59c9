package dev.rollcall.membership.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.membership.provenance.Provenance;
import dev.rollcall.membership.query.StoredTypes;
import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Rows of SCIM Users: as they are shown, and locked with their memberships for a command. */
final class UserRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Columns of a user with our extension; alias {@code s}. */
    static final String COLUMNS = """
            s.id, s.resource::text as resource, s.created_at, s.updated_at, s.version,
            a.user_name as account_user_name, m.origin, m.managed_by""";

    /** What the columns need besides the user itself; limits keep look-ups what they are, see {@link Lookups}. */
    static final String JOINS = """

             cross join lateral (select x.organization_id from connection x where x.id = s.connection_id limit 1) c
             cross join lateral (select x.user_name from account x where x.id = s.account_id limit 1) a
             left join lateral (
                 select x.origin, x.managed_by from member x
                  where x.organization_id = c.organization_id and x.account_id = s.account_id limit 1) m on true
            """;

    /** Two statements in one round trip: the resource first, so that every command takes its locks in the same order. */
    private static final String LOCK = """
            select s.id, s.account_id, s.resource::text as resource, s.created_at, s.updated_at, s.version, a.email_key,
                   c.organization_id as default_organization, c.default_team_id, c.default_role, c.user_names, c.mode, c.adoption_policy,
                   c.omitted_active_deactivates, c.deprovisioning_percent, c.extensions, a.user_name as account_user_name,
                   exists(select 1 from held_deprovisioning h where h.connection_id = s.connection_id and h.user_id = s.id) as held
              from scim_user s join connection c on c.id = s.connection_id join account a on a.id = s.account_id
             where s.connection_id = ? and s.id = ? for update of s;
            select o.name as organization_name, o.seats is not null as seats_limited, a.user_name as account_user_name,
                   array(select g.team_id from scim_group_member gm join scim_group g on g.id = gm.group_id
                          where gm.user_id = s.id and g.connection_id = s.connection_id
                            and g.organization_id = m.organization_id) as group_teams,
            """ + Provenance.READ + ", " + Lookups.MEMBER_COLUMNS + """

              from scim_user s
              join connection_organization co on co.connection_id = s.connection_id
              join member m on m.organization_id = co.organization_id and m.account_id = s.account_id
              join organization o on o.id = m.organization_id
              join account a on a.id = m.account_id
             where s.connection_id = ? and s.id = ? order by m.organization_id for update of m""";

    private UserRows() {}

    /** The user with everything that the connection can reach of it, locked until the commit; empty when there is none. */
    static Optional<UserState> lock(Connection connection, UUID connectionId, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setObject(1, connectionId);
            statement.setObject(2, id);
            statement.setObject(3, connectionId);
            statement.setObject(4, id);
            statement.execute();
            UserState found;
            try (ResultSet row = statement.getResultSet()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                found = state(row, connectionId);
            }
            statement.getMoreResults();
            List<Membership> memberships = new ArrayList<>(1);
            Set<UUID> limited = new HashSet<>();
            Map<UUID, List<UUID>> groupTeams = new HashMap<>();
            Map<UUID, String> written = new HashMap<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    Membership member = Lookups.membership(
                                    rows, rows.getString("organization_name"), rows.getString("account_user_name"))
                            .seenBy(connectionId);
                    memberships.add(member);
                    groupTeams.put(member.id(), List.of((UUID[])
                            rows.getArray("group_teams").getArray()));
                    String noted = rows.getString("written");
                    if (noted != null) {
                        written.put(member.id(), noted);
                    }
                    if (rows.getBoolean("seats_limited")) {
                        limited.add(member.organizationId());
                    }
                }
            }
            return Optional.of(found.with(
                    memberships,
                    new UserState.Reach(
                            limited, groupTeams, written, found.reach().held())));
        }
    }

    private static UserState state(ResultSet row, UUID connectionId) throws SQLException {
        return new UserState(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                json(row.getString("resource")),
                Sql.requireInstant(row, "created_at"),
                Sql.requireInstant(row, "updated_at"),
                row.getLong("version"),
                row.getString("email_key"),
                Lookups.policy(row, connectionId),
                StoredTypes.of(row.getString("extensions")).user(),
                List.of(),
                new UserState.Reach(Set.of(), Map.of(), Map.of(), row.getBoolean("held")));
    }

    static UserRecord user(ResultSet row) throws SQLException {
        ObjectNode resource = json(row.getString("resource"));
        String origin = row.getString("origin");
        ObjectNode full = origin == null
                ? resource
                : UserState.extended(resource, row.getString("account_user_name"), origin, row.getString("managed_by"));
        return new UserRecord(
                row.getObject("id", UUID.class),
                full,
                Sql.requireInstant(row, "created_at"),
                Sql.requireInstant(row, "updated_at"),
                row.getLong("version"),
                null);
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored resource is not JSON", e);
        }
    }
}
