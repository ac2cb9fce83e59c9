package dev.rollcall.membership.user;

import dev.rollcall.contract.provisioning.DeliveredCreation;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates whose answer was lost. The caller cannot know that the user exists, so the same create once more gets the answer that it missed;
 * identity providers have been seen to repeat a create for ever otherwise. For a new person the row comes with the creation's own statement;
 * for somebody who was here before, linked or alive again, it says what was asked for.
 */
@ApplicationScoped
public class Undelivered {
    /**
     * Later than an answer leaves and is told of, and sooner than we tell anybody to come again (5 s): a caller who repeats at once, with
     * the answer in hand or under way, meets a conflict.
     */
    public static final Duration ANSWER_MAX = Duration.ofSeconds(4);
    /** Microsoft Entra ID tries for the last time after 168 hours. */
    public static final Duration KEPT = Duration.ofDays(8);

    private static final Duration TENDED_EVERY = Duration.ofHours(1);

    private static final String DELIVERED = """
            delete from undelivered u using unnest(?::uuid[], ?::uuid[], ?::bigint[]) as d(connection_id, user_id, version)
             where u.connection_id = d.connection_id and u.user_id = d.user_id and u.version = d.version
            """;

    private static final String AWAIT = """
            insert into undelivered (connection_id, user_id, created_at, version, asked) values (?, ?, ?, ?, ?)
            on conflict (connection_id, user_id) do update
               set created_at = excluded.created_at, version = excluded.version, asked = excluded.asked
            """;

    private static final String LOST = "select " + UserRows.COLUMNS + " from scim_user s" + UserRows.JOINS + """
              join undelivered u on u.connection_id = s.connection_id and u.user_id = s.id
             where s.connection_id = ? and s.id = ? and s.version = u.version and u.created_at <= ?
               and (u.asked = ? or u.asked is null and s.resource = ?::jsonb)
            """;

    private final Transactions transactions;
    private final Moments moments;
    private volatile Instant tended = Instant.EPOCH;

    Undelivered(Transactions transactions, Moments moments) {
        this.transactions = transactions;
        this.moments = moments;
    }

    /**
     * @param deliveries of users
     * @return how many were not known before
     */
    public int delivered(List<DeliveredCreation> deliveries) {
        UUID[] connections =
                deliveries.stream().map(DeliveredCreation::connection).toArray(UUID[]::new);
        UUID[] users = deliveries.stream().map(DeliveredCreation::id).toArray(UUID[]::new);
        Long[] versions = deliveries.stream().map(DeliveredCreation::version).toArray(Long[]::new);
        int known = transactions.writeAtOnce(connection ->
                Sql.on(connection, DELIVERED, connections, users, versions).update());
        tend(moments.now());
        return known;
    }

    /** The answer is about somebody who was here before, and on its way. */
    static void await(Connection connection, Request request, UserRecord answer, Description asked)
            throws SQLException {
        Sql.on(
                        connection,
                        AWAIT,
                        request.connectionId(),
                        answer.id(),
                        request.now(),
                        answer.version(),
                        Fingerprint.of(asked.resource()))
                .update();
    }

    /** The user as the answer showed it, if this asks for the same again and nobody is known to have heard of it. */
    static Optional<UserRecord> answer(Connection connection, Request request, UUID user, Description wanted)
            throws SQLException {
        return Sql.on(
                        connection,
                        LOST,
                        request.connectionId(),
                        user,
                        request.now().minus(ANSWER_MAX),
                        Fingerprint.of(wanted.resource()),
                        wanted.resource().toString())
                .first(row -> UserRows.user(row).parsed());
    }

    /** What a crash left and nobody asked for again. */
    private void tend(Instant now) {
        if (now.isAfter(tended.plus(TENDED_EVERY))) {
            tended = now;
            transactions.writeAtOnce(
                    connection -> Sql.on(connection, "delete from undelivered where created_at < ?", now.minus(KEPT))
                            .update());
        }
    }
}
