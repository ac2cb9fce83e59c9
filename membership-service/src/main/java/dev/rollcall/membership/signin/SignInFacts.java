package dev.rollcall.membership.signin;

import dev.rollcall.contract.provisioning.ScimClient.GroupNames;
import dev.rollcall.contract.signin.AssertedPerson.Method;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.user.UserNameRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a decision must know: with the locks that give it its place among deactivations, or without for a dry run. One round trip. */
final class SignInFacts {
    private SignInFacts() {}

    /**
     * What to look for.
     *
     * @param email null when there is no address: then only who is linked is found
     * @param issuer null together with {@code subject}
     * @param organizations names that the assertion may mean, in lower case
     * @param teams the same for teams
     * @param names usernames for a new account, the best first; without what the owner wants before and behind them
     * @param nameMax most characters of a username
     * @param now when invitations must not have expired
     * @param version as in {@link dev.rollcall.contract.signin.SignInRequest#connectionVersion()}
     * @param trial whether a connection that is being set up will do, too
     */
    record Question(
            UUID connectionId,
            @Nullable String email,
            @Nullable String issuer,
            @Nullable String subject,
            List<String> organizations,
            List<String> teams,
            List<UserNameRules.Candidate> names,
            int nameMax,
            Instant now,
            long version,
            boolean trial) {}

    /** Empty when the connection is gone, is another than it was, or lets nobody in. */
    static Optional<Known> read(Connection connection, Question question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SignInSql.FACTS)) {
            bind(statement, 1, question);
            try (ResultSet rows = statement.executeQuery()) {
                return known(rows, question.connectionId());
            }
        }
    }

    /** The same, with every membership that the connection can reach locked until the commit. */
    static Optional<Known> lock(Connection connection, Question question) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(SignInSql.HOLD + SignInSql.LOCK + SignInSql.FACTS)) {
            statement.setObject(1, question.connectionId());
            statement.setObject(2, question.connectionId());
            statement.setString(3, question.email());
            statement.setString(4, question.issuer());
            statement.setString(5, question.subject());
            bind(statement, 6, question);
            statement.execute();
            statement.getMoreResults();
            Set<UUID> locked = new HashSet<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    locked.add(rows.getObject(1, UUID.class));
                }
            }
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                Optional<Known> known = known(rows, question.connectionId());
                known.ifPresent(found -> requireLocked(found, locked));
                return known;
            }
        }
    }

    /** A membership that came between the two statements: it could be deactivated, and that answered, before we commit. */
    static void requireLocked(Known known, Set<UUID> locked) {
        for (Known.Organization organization : known.organizations()) {
            if (organization.member() != null
                    && !locked.contains(organization.member().id())) {
                throw LostRace.because("A membership came meanwhile");
            }
        }
    }

    private static void bind(PreparedStatement statement, int from, Question question) throws SQLException {
        statement.setObject(from, question.connectionId());
        statement.setString(from + 1, question.email());
        statement.setString(from + 2, question.issuer());
        statement.setString(from + 3, question.subject());
        texts(statement, from + 4, question.organizations());
        texts(statement, from + 5, question.teams());
        texts(
                statement,
                from + 6,
                question.names().stream().map(UserNameRules.Candidate::base).toList());
        texts(
                statement,
                from + 7,
                question.names().stream().map(UserNameRules.Candidate::tail).toList());
        statement.setInt(from + 8, question.nameMax());
        statement.setObject(from + 9, question.now().atOffset(ZoneOffset.UTC));
        statement.setLong(from + 10, question.version());
        statement.setBoolean(from + 11, question.trial());
    }

    private static void texts(PreparedStatement statement, int index, List<String> texts) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("text", texts.toArray()));
    }

    private static Optional<Known> known(ResultSet rows, UUID connectionId) throws SQLException {
        Known first = null;
        List<Known.Organization> organizations = new ArrayList<>(2);
        while (rows.next()) {
            organizations.add(organization(rows));
            if (first == null) {
                first = new Known(
                        settings(rows, connectionId),
                        rows.getBoolean("verified"),
                        rows.getBoolean("linked"),
                        rows.getBoolean("other_identity"),
                        account(rows),
                        described(rows),
                        rows.getString("free_name"),
                        organizations);
            }
        }
        return Optional.ofNullable(first);
    }

    private static Known.Settings settings(ResultSet row, UUID connectionId) throws SQLException {
        return new Known.Settings(
                connectionId,
                Method.valueOf(row.getString("protocol")),
                row.getBoolean("jit_enabled"),
                row.getString("name_authority").equals("SCIM"),
                GroupNames.valueOf(row.getString("group_names")),
                row.getObject("default_organization", UUID.class),
                row.getObject("default_team_id", UUID.class),
                row.getString("default_role"));
    }

    static Known.@Nullable Account account(ResultSet row) throws SQLException {
        UUID id = row.getObject("account_id", UUID.class);
        Name name = new Name(row.getString("given_name"), row.getString("family_name"), row.getString("full_name"));
        return id == null
                ? null
                : new Known.Account(id, row.getString("user_name"), row.getString("account_email"), name);
    }

    private static Known.@Nullable Described described(ResultSet row) throws SQLException {
        Boolean active = row.getObject("described_active", Boolean.class);
        return active == null
                ? null
                : new Known.Described(
                        active,
                        row.getString("external_id"),
                        row.getString("described_name"),
                        row.getString("described_role"),
                        row.getString("described_organization"),
                        row.getString("described_team"),
                        row.getBoolean("groups_pushed"),
                        List.of((String[]) row.getArray("described_groups").getArray()),
                        Sql.requireInstant(row, "described_at"));
    }

    static Known.Organization organization(ResultSet row) throws SQLException {
        Map<String, UUID> teams = new HashMap<>();
        for (String team : (String[]) row.getArray("known_teams").getArray()) {
            int space = team.indexOf(' ');
            teams.put(team.substring(space + 1), UUID.fromString(team.substring(0, space)));
        }
        return new Known.Organization(
                row.getObject("organization_id", UUID.class),
                row.getString("organization_name"),
                row.getString("organization_key"),
                row.getBoolean("seats_limited"),
                row.getBoolean("seat_free"),
                teams,
                row.getString("member_id") == null ? null : member(row),
                Sql.instant(row, "removed_at"),
                row.getString("invitation") == null ? null : invitation(row),
                row.getBoolean("capturing"));
    }

    private static Known.Invitation invitation(ResultSet row) throws SQLException {
        String team = row.getString("invited_team_name");
        return new Known.Invitation(
                row.getObject("invitation", UUID.class),
                row.getString("invited_role"),
                row.getObject("invited_by", UUID.class),
                team == null ? null : new Known.InvitedTeam(row.getObject("invited_team", UUID.class), team));
    }

    private static Known.Member member(ResultSet row) throws SQLException {
        return new Known.Member(
                row.getObject("member_id", UUID.class),
                row.getObject("member_account", UUID.class),
                row.getString("role"),
                row.getString("status").equals("ACTIVE"),
                row.getString("origin"),
                row.getString("managed_by").equals("SCIM"),
                row.getObject("member_connection", UUID.class),
                row.getLong("member_version"),
                row.getLong("session_epoch"),
                List.of((UUID[]) row.getArray("member_teams").getArray()),
                row.getString("written"),
                Sql.requireInstant(row, "out_since"));
    }
}
