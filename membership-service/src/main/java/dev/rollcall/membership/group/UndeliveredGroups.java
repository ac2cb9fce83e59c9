package dev.rollcall.membership.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.DeliveredCreation;
import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.user.Fingerprint;
import dev.rollcall.membership.user.Request;
import dev.rollcall.membership.user.Undelivered;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Groups whose 201 was lost: as {@link Undelivered} for users. The row comes with the group's own statement. */
@ApplicationScoped
public class UndeliveredGroups {
    private static final Duration TENDED_EVERY = Duration.ofHours(1);

    private static final String DELIVERED = """
            delete from undelivered_group u using unnest(?::uuid[], ?::uuid[], ?::bigint[]) as d(connection_id, group_id, version)
             where u.connection_id = d.connection_id and u.group_id = d.group_id and u.version = d.version
            """;

    private static final String LOST = "select " + GroupRows.COLUMNS + """

              from scim_group s join undelivered_group u on u.connection_id = s.connection_id and u.group_id = s.id
             where s.connection_id = ? and s.display_name_key = ? and s.version = u.version and u.asked = ? and u.created_at <= ?
            """;

    private final Transactions transactions;
    private final Moments moments;
    private volatile Instant tended = Instant.EPOCH;

    UndeliveredGroups(Transactions transactions, Moments moments) {
        this.transactions = transactions;
        this.moments = moments;
    }

    /**
     * @param deliveries of groups
     * @return how many were not known before
     */
    public int delivered(List<DeliveredCreation> deliveries) {
        UUID[] connections =
                deliveries.stream().map(DeliveredCreation::connection).toArray(UUID[]::new);
        UUID[] groups = deliveries.stream().map(DeliveredCreation::id).toArray(UUID[]::new);
        Long[] versions = deliveries.stream().map(DeliveredCreation::version).toArray(Long[]::new);
        int known = transactions.writeAtOnce(connection ->
                Sql.on(connection, DELIVERED, connections, groups, versions).update());
        tend(moments.now());
        return known;
    }

    /** The group as it was created, without members, if this asks for the same again and nobody is known to have heard of it. */
    Optional<GroupRecord> answer(Request request, String displayName, ObjectNode resource) {
        return transactions.read(connection -> Sql.on(
                        connection,
                        LOST,
                        request.connectionId(),
                        displayName.toLowerCase(Locale.ROOT),
                        Fingerprint.of(resource),
                        request.now().minus(Undelivered.ANSWER_MAX))
                .first(row -> GroupRows.group(row).record(null)));
    }

    /** What a crash left and nobody asked for again. */
    private void tend(Instant now) {
        if (now.isAfter(tended.plus(TENDED_EVERY))) {
            tended = now;
            transactions.writeAtOnce(connection -> Sql.on(
                            connection,
                            "delete from undelivered_group where created_at < ?",
                            now.minus(Undelivered.KEPT))
                    .update());
        }
    }
}
