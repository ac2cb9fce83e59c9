package dev.rollcall.membership.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.UserText;
import dev.rollcall.membership.provenance.Provenance;
import dev.rollcall.membership.query.StoredTypes;
import dev.rollcall.membership.sql.Columns;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
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
            s.id, coalesce(s.resource_text, s.resource::text) as resource, s.created_at, s.updated_at, s.version,
            coalesce(s.account_name, (select x.user_name from account x where x.id = s.account_id)) as account_user_name,
            m.origin, m.managed_by""";

    /** What the columns need besides the user itself; limits keep look-ups what they are, see {@link Lookups}. */
    static final String JOINS = """

             cross join lateral (select x.organization_id from connection x where x.id = s.connection_id limit 1) c
             left join lateral (
                 select x.origin, x.managed_by from member x
                  where x.organization_id = c.organization_id and x.account_id = s.account_id limit 1) m on true
            """;

    /**
     * Three statements in one round trip: all locks first, users in the callers' order before members in that of their ids, so that commands
     * cannot wait for each other in a circle; then what is there, for a lock may have waited for others' changes. Limits as in
     * {@link Lookups}.
     */
    private static final String LOCKS = """
            select count(s.account_id) from unnest(?::uuid[], ?::uuid[]) as q(connection_id, id)
             cross join lateral (
                select x.account_id from scim_user x where x.connection_id = q.connection_id and x.id = q.id limit 1 for update) s;
            select count(l.id) from (select m.id from member m where m.id = any(array(
                select m.id from unnest(?::uuid[], ?::uuid[]) as q(connection_id, id)
                 cross join lateral (
                    select x.account_id from scim_user x where x.connection_id = q.connection_id and x.id = q.id limit 1) s
                 cross join lateral (
                    select x.id from connection_organization co join member x on x.organization_id = co.organization_id
                     where co.connection_id = q.connection_id and x.account_id = s.account_id limit 1000) m
                )) order by m.id for update) l;
            """;

    private static final String STATES = """
            select s.id, s.connection_id, s.account_id, s.resource::text as resource, s.created_at, s.updated_at, s.version, a.email_key,
                   c.organization_id as default_organization, c.default_team_id, c.default_role, c.user_names, c.mode, c.adoption_policy,
                   c.omitted_active_deactivates, c.deprovisioning_percent, c.extensions, a.user_name as account_user_name,
                   exists(select 1 from held_deprovisioning h where h.connection_id = s.connection_id and h.user_id = s.id) as held,
                   m.organization_name, m.seats_limited,
                   array(select g.team_id from scim_group_member gm join scim_group g on g.id = gm.group_id
                          where gm.user_id = s.id and g.connection_id = s.connection_id
                            and g.organization_id = m.organization_id) as group_teams,
            """ + Provenance.READ + ", " + Lookups.MEMBER_COLUMNS + """

              from unnest(?::uuid[], ?::uuid[]) as q(connection_id, id)
              cross join lateral (select * from scim_user x where x.connection_id = q.connection_id and x.id = q.id limit 1) s
              cross join lateral (select * from connection x where x.id = s.connection_id limit 1) c
              cross join lateral (select x.email_key, x.user_name from account x where x.id = s.account_id limit 1) a
              left join lateral (
                select x.*, o.name as organization_name, o.seats is not null as seats_limited
                  from connection_organization co
                  join organization o on o.id = co.organization_id
                  join member x on x.organization_id = co.organization_id
                 where co.connection_id = s.connection_id and x.account_id = s.account_id
                 order by x.organization_id limit 1000) m on true""";

    /** A resource of a connection. */
    record Key(UUID connectionId, UUID id) {}

    private UserRows() {}

    /** The user with everything that the connection can reach of it, locked until the commit; empty when there is none. */
    static Optional<UserState> lock(Connection connection, UUID connectionId, UUID id) throws SQLException {
        Key key = new Key(connectionId, id);
        return Optional.ofNullable(
                states(connection, LOCKS + STATES, 2, 3, List.of(key)).get(key));
    }

    /**
     * As {@link #lock(Connection, UUID, UUID)}, for many, and without waiting for long; those that do not exist are not in the answer.
     *
     * @param keys in the order in which everybody locks users
     */
    static Map<Key, UserState> lockSoon(Connection connection, List<Key> keys) throws SQLException {
        return states(connection, Transactions.SOON + LOCKS + STATES, 3, 3, keys);
    }

    /** As they are now; they may be otherwise when this returns. */
    static Map<Key, UserState> look(Connection connection, List<Key> keys) throws SQLException {
        return states(connection, STATES, 0, 1, keys);
    }

    /**
     * @param before how many statements stand before the one that reads
     * @param asking how many of all have the keys
     */
    private static Map<Key, UserState> states(Connection connection, String sql, int before, int asking, List<Key> keys)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns<Key> columns = new Columns<>(statement, keys);
            int i = 1;
            for (int statements = 0; statements < asking; statements++) {
                i = columns.bind(i, "uuid", Key::connectionId);
                i = columns.bind(i, "uuid", Key::id);
            }
            Map<Key, UserState> found = new HashMap<>();
            try (ResultSet row = Sql.last(statement, before)) {
                while (row.next()) {
                    Key key = new Key(row.getObject("connection_id", UUID.class), row.getObject("id", UUID.class));
                    UserState state = found.get(key);
                    found.put(key, withMembership(state == null ? state(row, key.connectionId()) : state, row));
                }
            }
            return found;
        }
    }

    private static UserState withMembership(UserState state, ResultSet row) throws SQLException {
        if (row.getString("member_id") == null) {
            return state;
        }
        Membership member = Lookups.membership(
                        row, row.getString("organization_name"), row.getString("account_user_name"))
                .seenBy(state.connection().id());
        List<Membership> memberships = new ArrayList<>(state.memberships());
        memberships.add(member);
        Set<UUID> limited = new HashSet<>(state.reach().limited());
        if (row.getBoolean("seats_limited")) {
            limited.add(member.organizationId());
        }
        Map<UUID, List<UUID>> groupTeams = new HashMap<>(state.reach().groupTeams());
        groupTeams.put(member.id(), List.of((UUID[]) row.getArray("group_teams").getArray()));
        Map<UUID, String> written = new HashMap<>(state.reach().written());
        String noted = row.getString("written");
        if (noted != null) {
            written.put(member.id(), noted);
        }
        return state.with(
                memberships,
                new UserState.Reach(limited, groupTeams, written, state.reach().held()));
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

    static UserText user(ResultSet row) throws SQLException {
        String resource = row.getString("resource");
        String origin = row.getString("origin");
        String full = origin == null
                ? resource
                : UserState.extended(resource, row.getString("account_user_name"), origin, row.getString("managed_by"));
        return new UserText(
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
