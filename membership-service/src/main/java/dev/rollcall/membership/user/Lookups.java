package dev.rollcall.membership.user;

import dev.rollcall.contract.provisioning.ScimClient.Mode;
import dev.rollcall.contract.provisioning.ScimClient.UserNames;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.user.UserRules.DescribedUser;
import dev.rollcall.membership.user.UserRules.Known;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What creates must know, found by one statement over unique indexes, so that it costs the same in every organization. */
final class Lookups {
    /** With the membership's columns named as {@link #membership} reads them. */
    static final String MEMBER_COLUMNS = """
            m.id as member_id, m.organization_id as member_organization, m.account_id as member_account, m.role, m.status,
            m.origin, m.managed_by, m.connection_id as member_connection, m.version as member_version, m.session_epoch,
            array(select distinct t.team_id from team_member t where t.member_id = m.id) as teams""";

    // Each part ends with a limit, which PostgreSQL does not turn into a join: a plan made while the tables were small,
    // and kept, would read
    // them whole.
    private static final String FOR_CREATE = """
            select q.n, c.organization_id as default_organization, c.default_team_id, c.default_role, c.user_names, c.mode, c.adoption_policy,
                   c.omitted_active_deactivates, c.deprovisioning_percent, o.id as organization_id, o.name as organization_name,
                   o.seats is not null as seats_limited, k.verified, a.id as account_id, a.user_name as account_user_name,
                   s.id as user_id, s.account_id as user_account, s.active as user_active, s.version = 0 as user_awaited,
                   l.member_id as linked_member, t.member_id as twin, i.id is not null as invited,
                   (select n.name from (values (q.best_name, 1), (q.other_name, 2)) as n(name, rank)
                     where (select x.id from account x where x.user_name_key = n.name limit 1) is null
                     order by n.rank limit 1) as free_name,
            """ + MEMBER_COLUMNS + """

            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
                as q(connection_id, email, other_email, organization, user_name_key, external_id, best_name, other_name, n)
            cross join lateral (select * from connection x where x.id = q.connection_id limit 1) c
            cross join lateral (select case when c.user_names = 'EMAIL' then q.email else q.other_email end as email) w
            cross join lateral (select (
                select true from connection_domain cd join domain d on d.name = cd.domain
                 where cd.connection_id = c.id and cd.domain = split_part(w.email, '@', -1)
                   and d.verified_at is not null limit 1) is not null as verified) k
            left join lateral (
                select * from organization x where x.id = case when q.organization is null then c.organization_id else (
                    select y.id from organization y join connection_organization co on co.organization_id = y.id
                     where co.connection_id = c.id and y.name_key = q.organization) end
                limit 1) o on true
            left join lateral (
                select x.id, x.user_name from account x where x.email_key = w.email and k.verified limit 1) a on true
            left join lateral (
                select u.id, u.account_id, u.active, u.version from scim_user u
                 where u.connection_id = c.id and u.user_name_key = q.user_name_key
                union all
                select u.id, u.account_id, u.active, u.version from scim_user u
                 where u.connection_id = c.id and u.account_id = a.id
                limit 1) s on true
            left join lateral (
                select * from member x
                 where x.organization_id = o.id and x.account_id = coalesce(a.id, s.account_id) limit 1) m on true
            left join lateral (
                select x.member_id from pending_link x
                 where x.connection_id = c.id and x.external_id = q.external_id and x.expires_at > now()
                union all
                select x.member_id from pending_link x
                 where x.connection_id = c.id and x.member_id = m.id and x.expires_at > now()
                   and (x.external_id is null or q.external_id is null)
                limit 1) l on true
            left join lateral (
                select y.member_id from (
                    (select u.account_id from scim_user u
                      where u.connection_id = c.id and u.external_id = q.external_id limit 1)
                    union all
                    (select x.id from account x
                      where x.email_key = case when position('+' in w.email) > 0 then regexp_replace(w.email, '[+][^@]*@', '@') end
                      limit 1)
                    union all
                    (select x.id from account x
                      where x.email_key = case when q.other_email <> w.email then q.other_email end limit 1)) z
                 cross join lateral (
                    select x.id as member_id from member x
                     where x.account_id = z.account_id and (
                        select true from connection_organization co
                         where co.connection_id = c.id and co.organization_id = x.organization_id limit 1) is not null
                     limit 1) y
                 where z.account_id is distinct from coalesce(a.id, s.account_id) limit 1) t on true
            left join lateral (
                select x.id from invitation x
                 where x.organization_id = o.id and x.email_key = w.email and x.state = 'PENDING' and x.expires_at > now() and k.verified
                 limit 1) i on true""";

    private Lookups() {}

    /**
     * What was found, and which reading of the resource the connection's settings call for.
     *
     * @param invited whether the organization has a pending invitation for the address
     * @param twin a member with the same externalId, or the same address but for a {@code +tag}, or that of {@code emails} (R-ORG-10)
     */
    record Found(
            Known known,
            Description wanted,
            boolean seatsLimited,
            @Nullable String accountUserName,
            @Nullable String freeName,
            boolean invited,
            @Nullable UUID twin) {}

    /**
     * Somebody to be created.
     *
     * @param byUserName the resource read with userName as the e-mail
     * @param byEmails the resource read with the primary of {@code emails} as the e-mail
     * @param bestName username for a new account
     * @param otherName another, for when that is taken
     */
    record Question(
            UUID connectionId, Description byUserName, Description byEmails, String bestName, String otherName) {}

    /** One for each question, in their order; empty where the connection is gone. */
    static List<Optional<Found>> forCreate(Connection connection, List<Question> questions) throws SQLException {
        Found[] found = new Found[questions.size()];
        Sql.on(
                        connection,
                        FOR_CREATE,
                        questions.stream().map(Question::connectionId).toArray(UUID[]::new),
                        texts(questions, question -> question.byUserName().email()),
                        texts(questions, question -> question.byEmails().email()),
                        texts(questions, question -> question.byUserName().organization()),
                        texts(questions, question -> question.byUserName().userNameKey()),
                        texts(questions, question -> question.byUserName().externalId()),
                        texts(questions, Question::bestName),
                        texts(questions, Question::otherName))
                .list(row -> {
                    int place = row.getInt("n") - 1;
                    return found[place] = found(row, questions.get(place));
                });
        return Arrays.stream(found).map(Optional::ofNullable).toList();
    }

    private static String[] texts(List<Question> questions, Function<Question, @Nullable String> text) {
        return questions.stream().map(text).toArray(String[]::new);
    }

    private static Found found(ResultSet row, Question question) throws SQLException {
        ConnectionPolicy policy = policy(row, question.connectionId());
        String organization = row.getString("organization_name");
        String organizationName = organization == null ? "" : organization;
        boolean verified = row.getBoolean("verified");
        Known known = new Known(
                policy,
                row.getObject("organization_id", UUID.class),
                organizationName,
                verified,
                Optional.ofNullable(row.getObject("account_id", UUID.class)),
                described(row),
                Optional.ofNullable(row.getObject("linked_member", UUID.class)),
                row.getString("member_id") == null
                        ? Optional.empty()
                        : Optional.of(membership(row, organizationName, row.getString("account_user_name"))));
        Description wanted = policy.userNames() == UserNames.EMAIL ? question.byUserName() : question.byEmails();
        return new Found(
                known,
                verified || policy.userNames() == UserNames.EMAIL ? wanted : wanted.withoutAccountEmail(),
                row.getBoolean("seats_limited"),
                row.getString("account_user_name"),
                row.getString("free_name"),
                row.getBoolean("invited"),
                row.getObject("twin", UUID.class));
    }

    private static Optional<DescribedUser> described(ResultSet row) throws SQLException {
        UUID id = row.getObject("user_id", UUID.class);
        return id == null
                ? Optional.empty()
                : Optional.of(new DescribedUser(
                        id,
                        row.getObject("user_account", UUID.class),
                        row.getBoolean("user_active"),
                        row.getBoolean("user_awaited")));
    }

    static ConnectionPolicy policy(ResultSet row, UUID connectionId) throws SQLException {
        return new ConnectionPolicy(
                connectionId,
                row.getObject("default_organization", UUID.class),
                row.getObject("default_team_id", UUID.class),
                row.getString("default_role"),
                UserNames.valueOf(row.getString("user_names")),
                Mode.valueOf(row.getString("mode")),
                ConnectionPolicy.Adoption.valueOf(row.getString("adoption_policy")),
                row.getBoolean("omitted_active_deactivates"),
                row.getInt("deprovisioning_percent"));
    }

    static Membership membership(ResultSet row, String organizationName, @Nullable String userName)
            throws SQLException {
        Array teams = row.getArray("teams");
        return new Membership(
                row.getObject("member_id", UUID.class),
                row.getObject("member_organization", UUID.class),
                organizationName,
                row.getObject("member_account", UUID.class),
                userName == null ? "" : userName,
                row.getString("role"),
                row.getString("status").equals("ACTIVE"),
                row.getString("origin"),
                row.getString("managed_by").equals("SCIM"),
                row.getObject("member_connection", UUID.class),
                row.getLong("member_version"),
                row.getLong("session_epoch"),
                List.of((UUID[]) teams.getArray()));
    }
}
