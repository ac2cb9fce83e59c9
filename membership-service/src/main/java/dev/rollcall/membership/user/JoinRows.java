package dev.rollcall.membership.user;

import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.Remarks;
import dev.rollcall.membership.provenance.Provenance;
import dev.rollcall.membership.sql.Columns;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.outbox.Outbox;
import dev.rollcall.outbox.OutboxRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of people who join groups: read under their locks, and written, by one round trip each whatever their number. */
@ApplicationScoped
class JoinRows {
    private static final Comparator<Ask> ORDER =
            Comparator.<Ask, UUID>comparing(ask -> ask.request().connectionId()).thenComparing(Ask::groupId);

    /**
     * All locks first, groups before members and each in one order, so that commands cannot wait for each other in a circle; then what is
     * there, for a lock may have waited for others' changes. Limits as in {@link Lookups}.
     */
    private static final String LOCK = Transactions.SOON
            + """
            select count(g.id) from unnest(?::uuid[], ?::uuid[]) as q(connection_id, group_id)
             cross join lateral (
                select x.id from scim_group x where x.connection_id = q.connection_id and x.id = q.group_id limit 1 for update) g;
            select count(l.id) from (select m.id from member m where m.id = any(array(
                select m.id from unnest(?::uuid[], ?::uuid[], ?::uuid[]) as q(connection_id, group_id, user_id)
            """ + people("x.id") + """
                )) order by m.id for update) l;
            select q.n, g.id as group_id, g.team_id, g.display_name, g.external_id as group_external_id, g.created_at, g.updated_at,
                   g.version, s.id as user_id, s.external_id,
                   exists(select 1 from team_member t where t.team_id = g.team_id and t.source <> 'SCIM_GROUP') as foreign_members,
                   exists(select 1 from scim_group_member gm where gm.group_id = g.id and gm.user_id = s.id) as already,
                   m.organization_name, m.account_user_name, (
            """ + TeamMemberships.RELEASED + ") as released, "
            + Provenance.READ + ", " + Lookups.MEMBER_COLUMNS + """

              from unnest(?::uuid[], ?::uuid[], ?::uuid[]) with ordinality as q(connection_id, group_id, user_id, n)
            """
            + people("x.*, o.name as organization_name, a.user_name as account_user_name")
            + " order by q.n";

    private static final String STORE = """
            with j as (
              select * from unnest(
                ?::uuid[], ?::uuid[], ?::bigint[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::timestamptz[])
              as j(connection_id, group_id, version, user_id, team_id, member_id, written, member_version, now)),
            changed as (
              update scim_group g set version = n.version, updated_at = n.now
                from (select connection_id, group_id, max(version) as version, max(now) as now from j group by 1, 2) n
               where g.connection_id = n.connection_id and g.id = n.group_id),
            listed as (
              insert into scim_group_member (group_id, user_id) select group_id, user_id from j),
            teamed as (
              insert into team_member (team_id, member_id, source, added_at) select team_id, member_id, 'SCIM_GROUP', now from j),
            members as (
              update member m set version = n.member_version, provenance =
            """ + Provenance.MERGED + """

                from j n where m.id = n.member_id)
            insert into outbox (""" + OutboxRow.COLUMNS
            + ") select e.* from (select count(*) from j) as d, " + Outbox.UNNEST;

    private static String people(String columns) {
        return """
             cross join lateral (select * from scim_group x where x.connection_id = q.connection_id and x.id = q.group_id limit 1) g
             left join lateral (
                select x.id, x.account_id, x.external_id from scim_user x
                 where x.connection_id = q.connection_id and x.id = q.user_id limit 1) s on true
             left join lateral (
                select %s from member x
                  join organization o on o.id = x.organization_id join account a on a.id = x.account_id
                 where x.organization_id = g.organization_id and x.account_id = s.account_id limit 1) m on true
            """.formatted(columns);
    }

    private final Streams streams;

    JoinRows(Streams streams) {
        this.streams = streams;
    }

    /** A group, the users who shall be in it, and what was noted when that was read. */
    record Ask(
            Request request,
            UUID groupId,
            List<UUID> people,
            @Nullable Remarks remarks) {}

    /** A member, and what is noted of who wrote what. */
    record Person(
            Membership member,
            @Nullable String externalId,
            @Nullable String written,
            boolean released) {}

    /**
     * What is there for one user of one {@link Ask}.
     *
     * @param foreignMembers whether others than this group's people are in its team
     * @param already whether the user is in the group
     * @param person null when the connection has no such user, or no member of the group's organization
     */
    record Listed(
            GroupRecord group,
            UUID teamId,
            UUID userId,
            boolean foreignMembers,
            boolean already,
            @Nullable Person person) {}

    /** Somebody who is in the group and its team now, with everything as it is then. */
    record Joined(
            Request request,
            GroupRecord group,
            UUID userId,
            UUID teamId,
            Membership member,
            @Nullable String written,
            MemberEvents events) {}

    private record Pair(Ask ask, UUID userId) {
        UUID connectionId() {
            return ask.request().connectionId();
        }
    }

    /** Nothing for a group that does not exist. */
    Map<Ask, List<Listed>> lock(Connection connection, List<Ask> asks) throws SQLException {
        List<Ask> ordered = asks.stream().sorted(ORDER).toList();
        List<Pair> pairs = asks.stream()
                .flatMap(ask -> ask.people().stream().map(user -> new Pair(ask, user)))
                .toList();
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            Columns<Ask> groups = new Columns<>(statement, ordered);
            int i = groups.bind(1, "uuid", ask -> ask.request().connectionId());
            i = groups.bind(i, "uuid", Ask::groupId);
            i = bind(new Columns<>(statement, pairs), i);
            bind(new Columns<>(statement, pairs), i);
            Map<Ask, List<Listed>> found = new LinkedHashMap<>();
            try (ResultSet row = Sql.last(statement, 3)) {
                while (row.next()) {
                    Pair pair = pairs.get(row.getInt("n") - 1);
                    found.computeIfAbsent(pair.ask(), ask -> new ArrayList<>()).add(listed(row, pair));
                }
            }
            return found;
        }
    }

    private static int bind(Columns<Pair> pairs, int from) throws SQLException {
        int i = pairs.bind(from, "uuid", Pair::connectionId);
        i = pairs.bind(i, "uuid", pair -> pair.ask().groupId());
        return pairs.bind(i, "uuid", Pair::userId);
    }

    private static Listed listed(ResultSet row, Pair pair) throws SQLException {
        GroupRecord group = new GroupRecord(
                row.getObject("group_id", UUID.class),
                row.getString("display_name"),
                row.getString("group_external_id"),
                Sql.requireInstant(row, "created_at"),
                Sql.requireInstant(row, "updated_at"),
                row.getLong("version"),
                null);
        Person person = row.getString("member_id") == null
                ? null
                : new Person(
                        Lookups.membership(row, row.getString("organization_name"), row.getString("account_user_name")),
                        row.getString("external_id"),
                        row.getString("written"),
                        row.getBoolean("released"));
        return new Listed(
                group,
                Objects.requireNonNull(row.getObject("team_id", UUID.class)),
                pair.userId(),
                row.getBoolean("foreign_members"),
                row.getBoolean("already"),
                person);
    }

    void store(Connection connection, List<Joined> joins) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            Columns<Joined> columns = new Columns<>(statement, joins);
            int i = columns.bind(1, "uuid", join -> join.request().connectionId());
            i = columns.bind(i, "uuid", join -> join.group().id());
            i = columns.bind(i, "int8", join -> join.group().version());
            i = columns.bind(i, "uuid", Joined::userId);
            i = columns.bind(i, "uuid", Joined::teamId);
            i = columns.bind(i, "uuid", join -> join.member().id());
            i = columns.bind(i, "text", Joined::written);
            i = columns.bind(i, "int8", join -> join.member().version());
            i = columns.bind(i, "timestamptz", join -> join.request().now().atOffset(ZoneOffset.UTC));
            Outbox.bind(
                    statement,
                    i,
                    joins.stream()
                            .flatMap(join -> join.events().all().stream())
                            .map(OutboxRow::of)
                            .toList());
            statement.executeUpdate();
        }
        streams.wakeAfterCommit();
    }
}
