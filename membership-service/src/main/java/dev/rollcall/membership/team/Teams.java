package dev.rollcall.membership.team;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.admin.Cursor;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds teams of one organization, and who is in them. */
@ApplicationScoped
class Teams {
    private static final UUID BEGINNING = new UUID(0, 0);

    private static final String LIST = """
            with page as (
                select id, name, name_key from team t where organization_id = ? and name_key > ?
                and (?::text is null or name_key like ?)
                and (?::text is null or exists (select 1 from team_member tm join member m on m.id = tm.member_id
                    join account a on a.id = m.account_id where tm.team_id = t.id and a.user_name_key = ?))
                order by name_key limit ? offset ?)
            select p.id, p.name, g.connection_id, g.id as group_id, g.display_name, g.updated_at,
                (select count(distinct member_id) from team_member where team_id = p.id) as member_count
            from page p left join scim_group g on g.team_id = p.id order by p.name_key
            """;

    private static final String MEMBERS = """
            select m.id, a.user_name, a.full_name, a.email, tm.sources from (
                select member_id, array_agg(source order by source) as sources from team_member
                where team_id = ? and member_id > ? group by member_id) as tm
            join member m on m.id = tm.member_id join account a on a.id = m.account_id
            where m.organization_id = ? and (?::text is null
                or concat_ws(chr(10), a.user_name_key, lower(a.full_name), case when ? then a.email_key end) like ?)
            order by tm.member_id limit ? offset ?
            """;

    private final Transactions transactions;

    Teams(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * By name.
     *
     * @param pattern over the name; null for all
     * @param userNameKey only teams that this person is in; null for all
     */
    TeamList list(UUID organizationId, @Nullable String pattern, @Nullable String userNameKey, Slice slice) {
        List<Team> rows = transactions.read(connection -> Sql.on(
                        connection,
                        LIST,
                        organizationId,
                        slice.afterOr(""),
                        pattern,
                        pattern,
                        userNameKey,
                        userNameKey,
                        slice.limit(),
                        slice.offset())
                .list(Teams::readTeam));
        return new TeamList(slice.cut(rows), slice.next(rows, team -> TeamRules.key(team.name())));
    }

    /** @param emails whether the caller may see and search e-mail addresses */
    TeamMemberList listMembers(
            UUID organizationId, String name, @Nullable String pattern, boolean emails, Slice slice) {
        UUID team = require(organizationId, name);
        UUID after = slice.after() == null ? BEGINNING : Cursor.id(slice.after());
        List<TeamMember> rows = transactions.read(connection -> Sql.on(
                        connection,
                        MEMBERS,
                        team,
                        after,
                        organizationId,
                        pattern,
                        emails,
                        pattern,
                        slice.limit(),
                        slice.offset())
                .list(row -> readMember(row, emails)));
        return new TeamMemberList(
                slice.cut(rows), slice.next(rows, member -> member.id().toString()));
    }

    private UUID require(UUID organizationId, String name) {
        if (name.length() > TeamRules.NAME_MAX || name.chars().anyMatch(Character::isISOControl)) {
            throw unknown();
        }
        return transactions
                .read(connection -> Sql.on(
                                connection,
                                "select id from team where organization_id = ? and name_key = ?",
                                organizationId,
                                TeamRules.key(name))
                        .first(row -> row.getObject("id", UUID.class)))
                .orElseThrow(Teams::unknown);
    }

    private static Team readTeam(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID group = row.getObject("group_id", UUID.class);
        Team.Mapping mapping = group == null
                ? null
                : new Team.Mapping(
                        row.getObject("connection_id", UUID.class),
                        group,
                        row.getString("display_name"),
                        Sql.requireInstant(row, "updated_at"));
        return new Team(id, id, row.getString("name"), null, row.getLong("member_count"), mapping);
    }

    private static TeamMember readMember(ResultSet row, boolean emails) throws SQLException {
        return new TeamMember(
                row.getObject("id", UUID.class),
                row.getString("user_name"),
                row.getString("full_name"),
                emails ? row.getString("email") : null,
                List.of((String[]) row.getArray("sources").getArray()));
    }

    private static RuntimeException unknown() {
        return Refusal.TEAM_UNKNOWN.because("The organization has no such team.");
    }
}
