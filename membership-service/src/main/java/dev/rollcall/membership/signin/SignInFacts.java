package dev.rollcall.membership.signin;

import dev.rollcall.membership.sql.Columns;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.user.UserNameRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
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
                return first(rows, question);
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
                Optional<Known> known = first(rows, question);
                known.ifPresent(found -> requireLocked(found, locked));
                return known;
            }
        }
    }

    /**
     * The same for many who need no account, without waiting for long. Those whose facts moved between the two statements are not in the
     * answer, nor those whom {@link #lock} would give nothing. Names travel as lines: {@link PersonRules} leaves no line break in one.
     *
     * @return by the question's place among all, from 1
     */
    static Map<Integer, Known> lockSoon(Connection connection, List<Question> questions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                Transactions.SOON + SignInSql.HOLD_ALL + SignInSql.LOCK_ALL + SignInSql.FACTS_OF_ALL)) {
            Columns<Question> columns = new Columns<>(statement, questions);
            int i = columns.bind(1, "uuid", Question::connectionId);
            i = persons(columns, i);
            statement.setObject(i++, questions.getFirst().now().atOffset(ZoneOffset.UTC));
            i = persons(columns, i);
            i = columns.bind(i, "text", question -> String.join("\n", question.organizations()));
            i = columns.bind(i, "text", question -> String.join("\n", question.teams()));
            columns.bind(i, "int8", Question::version);
            statement.execute();
            statement.getMoreResults(); // of the time-out
            statement.getMoreResults(); // of the connections
            Set<UUID> locked = new HashSet<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    locked.add(rows.getObject(1, UUID.class));
                }
            }
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                Map<Integer, Known> known = KnownReading.known(rows, questions);
                known.values().removeIf(found -> !isLocked(found, locked));
                return known;
            }
        }
    }

    private static int persons(Columns<Question> columns, int from) throws SQLException {
        int i = columns.bind(from, "uuid", Question::connectionId);
        i = columns.bind(i, "text", Question::email);
        i = columns.bind(i, "text", Question::issuer);
        return columns.bind(i, "text", Question::subject);
    }

    /** A membership that came between the two statements: it could be deactivated, and that answered, before we commit. */
    static void requireLocked(Known known, Set<UUID> locked) {
        if (!isLocked(known, locked)) {
            throw LostRace.because("A membership came meanwhile");
        }
    }

    private static boolean isLocked(Known known, Set<UUID> locked) {
        for (Known.Organization organization : known.organizations()) {
            if (organization.member() != null
                    && !locked.contains(organization.member().id())) {
                return false;
            }
        }
        return true;
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

    private static Optional<Known> first(ResultSet rows, Question question) throws SQLException {
        return Optional.ofNullable(KnownReading.known(rows, List.of(question)).get(1));
    }
}
