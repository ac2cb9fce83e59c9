package dev.rollcall.membership.user;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.MemberUser;
import dev.rollcall.contract.provisioning.UserKey;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.provisioning.UserText;
import dev.rollcall.membership.query.StoredTypes;
import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads single users, many in one statement. A member that SCIM does not manage is found too, read-only, so that the IdP learns of the clash. */
final class UserReads {
    /** The groups that the IdP put the user in: each an id, a blank and its name. */
    private static final String GROUPS = """
            , case when k.groups then array(
                select gm.group_id::text || ' ' || g.display_name
                  from scim_group_member gm join scim_group g on g.id = gm.group_id
                 where gm.user_id = s.id and g.connection_id = s.connection_id order by gm.group_id) end as groups""";

    private static final String MANAGED = "select k.n, " + UserRows.COLUMNS + GROUPS + " from ";

    private static final String MEMBER_COLUMNS = """
            m.id, a.email, a.user_name as account_user_name, a.given_name, a.family_name, m.status, m.origin, m.managed_by,
                   m.joined_at, m.updated_at, m.version
              from\s""";

    private static final String UNMANAGED = "select k.n, " + MEMBER_COLUMNS;

    private static final String NOT_MANAGED_HERE = """

             where (select s.id from scim_user s
                     where s.connection_id = k.connection_id and s.account_id = a.id limit 1) is null""";

    // Limits keep look-ups what they are, see Lookups.
    private static final Kind BY_ID = new Kind(
            key -> key.id() != null,
            "unnest(?::uuid[], ?::uuid[], ?::bool[]) with ordinality as k(connection_id, id, groups, n)",
            """
             cross join lateral (
                 select * from scim_user x where x.connection_id = k.connection_id and x.id = k.id limit 1) s""",
            """
             cross join lateral (select * from member x where x.id = k.id limit 1) m
             cross join lateral (
                 select 1 from connection_organization x
                  where x.connection_id = k.connection_id and x.organization_id = m.organization_id limit 1) co
             cross join lateral (select * from account x where x.id = m.account_id limit 1) a""");

    private static final Kind BY_NAME = new Kind(
            key -> key.userName() != null,
            "unnest(?::uuid[], ?::text[], ?::bool[]) with ordinality as k(connection_id, name, groups, n)",
            """
             cross join lateral (
                 select * from scim_user x
                  where x.connection_id = k.connection_id and x.user_name_key = k.name limit 1) s""",
            """
             cross join lateral (select * from account x where x.email_key = k.name limit 1) a
             cross join lateral (
                 select x.* from connection_organization co join member x on x.organization_id = co.organization_id
                  where co.connection_id = k.connection_id and x.account_id = a.id limit 1) m""");

    /** Of the resources that an organization's connections have of a member, the one of the connection that manages them. */
    private static final String OF_MEMBER = """
            select s.connection_id, s.id, c.extensions
              from member m
              join connection_organization co on co.organization_id = m.organization_id
              join scim_user s on s.connection_id = co.connection_id and s.account_id = m.account_id
              join connection c on c.id = s.connection_id
             where m.organization_id = ? and m.id = ?
             order by s.connection_id is distinct from m.connection_id, s.id limit 1""";

    private static final String MEMBER_ALONE = "select " + MEMBER_COLUMNS
            + "member m join account a on a.id = m.account_id where m.organization_id = ? and m.id = ?";

    /** How users are named: the statements differ in nothing else. */
    private record Kind(Predicate<UserKey> named, String managed, String unmanaged) {
        Kind(Predicate<UserKey> named, String keys, String user, String member) {
            this(named, MANAGED + keys + user + UserRows.JOINS, UNMANAGED + keys + member + NOT_MANAGED_HERE);
        }
    }

    private final Connection connection;
    private final List<UserKey> keys;
    private final @Nullable UserText[] found;

    private UserReads(Connection connection, List<UserKey> keys) {
        this.connection = connection;
        this.keys = keys;
        this.found = new UserText[keys.size()];
    }

    /** One for each key, in their order; null where the key's connection knows none. */
    static List<@Nullable UserText> on(Connection connection, List<UserKey> keys) throws SQLException {
        UserReads reads = new UserReads(connection, keys);
        for (Kind kind : List.of(BY_ID, BY_NAME)) {
            reads.run(kind, kind.managed(), UserReads::managed);
            reads.run(kind, kind.unmanaged(), UserReads::unmanaged);
        }
        return Arrays.asList(reads.found);
    }

    /** The member that the key names, when SCIM does not manage them. */
    static Optional<UserText> unmanaged(Connection connection, UserKey key) throws SQLException {
        UserReads reads = new UserReads(connection, List.of(key));
        Kind kind = key.id() == null ? BY_NAME : BY_ID;
        reads.run(kind, kind.unmanaged(), UserReads::unmanaged);
        return Optional.ofNullable(reads.found[0]);
    }

    /** That member, as an IdP described them, or else as one that SCIM does not manage; empty when the organization has none. */
    static Optional<MemberUser> ofMember(Connection connection, UUID organizationId, UUID memberId, boolean groups)
            throws SQLException {
        record Made(UserKey key, List<ObjectNode> extensions) {}
        Optional<Made> made = Sql.on(connection, OF_MEMBER, organizationId, memberId)
                .first(row -> new Made(
                        new UserKey(
                                row.getObject("connection_id", UUID.class),
                                row.getObject("id", UUID.class),
                                null,
                                groups),
                        StoredTypes.of(row.getString("extensions")).extensions()));
        if (made.isEmpty()) {
            return Sql.on(connection, MEMBER_ALONE, organizationId, memberId)
                    .first(row -> new MemberUser(unmanaged(row).parsed(), List.of()));
        }
        return Optional.ofNullable(on(connection, List.of(made.get().key())).getFirst())
                .map(user -> new MemberUser(user.parsed(), made.get().extensions()));
    }

    /** Asks for the keys of that kind that nothing was found for yet. */
    private void run(Kind kind, String sql, Sql.Row<UserText> row) throws SQLException {
        int[] open = openOf(kind);
        if (open.length == 0) {
            return;
        }
        UUID[] connections = new UUID[open.length];
        UUID[] ids = new UUID[open.length];
        String[] names = new String[open.length];
        Boolean[] groups = new Boolean[open.length];
        for (int i = 0; i < open.length; i++) {
            UserKey key = keys.get(open[i]);
            connections[i] = key.connection();
            groups[i] = key.groups();
            if (key.id() == null) {
                names[i] = Objects.requireNonNull(key.userName()).toLowerCase(Locale.ROOT);
            } else {
                ids[i] = key.id();
            }
        }
        Object named = kind == BY_ID ? ids : names;
        Sql.on(connection, sql, connections, named, groups)
                .list(read -> found[open[read.getInt("n") - 1]] = row.read(read));
    }

    private int[] openOf(Kind kind) {
        int[] open = new int[keys.size()];
        int count = 0;
        for (int i = 0; i < open.length; i++) {
            if (found[i] == null && kind.named().test(keys.get(i))) {
                open[count++] = i;
            }
        }
        return Arrays.copyOf(open, count);
    }

    private static UserText managed(ResultSet row) throws SQLException {
        UserText user = UserRows.user(row);
        java.sql.Array groups = row.getArray("groups");
        return groups == null ? user : user.with(references((String[]) groups.getArray()));
    }

    private static List<UserRecord.Reference> references(String[] groups) {
        List<UserRecord.Reference> references = new ArrayList<>(groups.length);
        for (String group : groups) {
            int blank = group.indexOf(' ');
            references.add(
                    new UserRecord.Reference(UUID.fromString(group.substring(0, blank)), group.substring(blank + 1)));
        }
        return references;
    }

    private static UserText unmanaged(ResultSet row) throws SQLException {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        String email = row.getString("email");
        resource.put("userName", email == null ? row.getString("account_user_name") : email);
        resource.put("active", row.getString("status").equals("ACTIVE"));
        String given = row.getString("given_name");
        String family = row.getString("family_name");
        if (given != null || family != null) {
            ObjectNode name = resource.putObject("name");
            if (given != null) {
                name.put("givenName", given);
            }
            if (family != null) {
                name.put("familyName", family);
            }
        }
        return new UserText(
                row.getObject("id", UUID.class),
                UserState.extended(
                        resource.toString(),
                        row.getString("account_user_name"),
                        row.getString("origin"),
                        row.getString("managed_by")),
                Sql.requireInstant(row, "joined_at"),
                Sql.requireInstant(row, "updated_at"),
                row.getLong("version"),
                null);
    }
}
