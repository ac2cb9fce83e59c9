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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of somebody who proved an address.
 *
 * @param known all organizations that the address has to do with, read as if over a connection without JIT
 * @param closed organizations that are no way in, and no part of {@code known}: a connection that serves them has deactivated the account in
 *     another one that it serves, and would not let it in here either (decision 0016)
 * @param enforcedBy the organization whose connection is the only way in for the address's domain; null for none
 */
record LinkFacts(
        Known known,
        List<Known.Organization> closed,
        @Nullable UUID enforcedBy) {
    /** As a connection without JIT, SCIM or defaults would have them. */
    private static final Known.Settings NOBODYS = new Known.Settings(
            Asked.NO_CONNECTION, Method.EMAIL_LINK, false, false, GroupNames.ANY, Asked.NO_CONNECTION, null, "member");

    /** @param names usernames for a new account, the best first */
    record Question(String email, List<UserNameRules.Candidate> names, int nameMax, Instant now) {}

    /**
     * Whom it concerns that the person stays out: who enforces, and where they are or were a member; only where there is none, who has invited them
     * or would capture them.
     */
    Set<UUID> concerned() {
        Set<UUID> members = new LinkedHashSet<>();
        if (enforcedBy != null) {
            members.add(enforcedBy);
        }
        Set<UUID> others = new LinkedHashSet<>();
        Stream.concat(known.organizations().stream(), closed.stream()).forEach(organization -> {
            boolean belongs = organization.member() != null || organization.removedAt() != null;
            (belongs ? members : others).add(organization.id());
        });
        return members.isEmpty() ? others : members;
    }

    /** With every membership of the account locked until the commit. */
    static LinkFacts lock(Connection connection, Question question) throws SQLException {
        Set<UUID> locked = new HashSet<>(
                Sql.on(connection, LinkSql.LOCK, question.email()).list(row -> row.getObject(1, UUID.class)));
        LinkFacts facts = read(connection, question);
        SignInFacts.requireLocked(facts.known(), locked);
        return facts;
    }

    static LinkFacts read(Connection connection, Question question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LinkSql.FACTS)) {
            statement.setString(1, question.email());
            statement.setString(2, question.email());
            statement.setArray(
                    3,
                    texts(
                            connection,
                            question.names().stream()
                                    .map(UserNameRules.Candidate::base)
                                    .toList()));
            statement.setArray(
                    4,
                    texts(
                            connection,
                            question.names().stream()
                                    .map(UserNameRules.Candidate::tail)
                                    .toList()));
            statement.setInt(5, question.nameMax());
            statement.setObject(6, question.now().atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                return facts(rows);
            }
        }
    }

    private static java.sql.Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static LinkFacts facts(ResultSet rows) throws SQLException {
        List<Known.Organization> organizations = new ArrayList<>();
        List<Known.Organization> closed = new ArrayList<>();
        Known known = null;
        UUID enforcedBy = null;
        while (rows.next()) {
            if (known == null) {
                enforcedBy = rows.getObject("enforced_by", UUID.class);
                known = new Known(
                        NOBODYS,
                        true,
                        false,
                        false,
                        KnownReading.account(rows),
                        null,
                        rows.getString("free_name"),
                        organizations);
            }
            if (rows.getString("organization_id") != null) {
                (rows.getBoolean("closed") ? closed : organizations).add(KnownReading.organization(rows));
            }
        }
        if (known == null) {
            throw new IllegalStateException("The question itself is a row");
        }
        return new LinkFacts(known, closed, enforcedBy);
    }
}
