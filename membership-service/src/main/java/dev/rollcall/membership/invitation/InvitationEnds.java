package dev.rollcall.membership.invitation;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.membership.invitation.InvitationEvents.Subject;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Rounds;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.membership.user.Seats;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ends invitations whose time is over, and gives their seats back (R-INV-3, R-INV-4): by the clock, and where somebody is invited. */
@ApplicationScoped
class InvitationEnds {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration STOP_MAX = Duration.ofSeconds(5);
    private static final int ROUND_MAX = 500; // one transaction's worth; the next round takes more
    private static final Actor OURSELVES = new Actor(Actor.Type.SYSTEM, "membership-service", null);

    private static final String EXPIRE = """
            update invitation i set state = 'EXPIRED', closed_at = ? from (
                select organization_id, id from invitation
                 where state = 'PENDING' and expires_at <= ? and (?::uuid is null or organization_id = ?)
                 order by expires_at limit ? for update skip locked) due
             where i.organization_id = due.organization_id and i.id = due.id
            returning i.organization_id, i.id, i.email, i.role, i.team_id""";

    private final Transactions transactions;
    private final Streams streams;
    private final Moments moments;
    private @Nullable Rounds rounds;

    InvitationEnds(Transactions transactions, Streams streams, Moments moments) {
        this.transactions = transactions;
        this.streams = streams;
        this.moments = moments;
    }

    void start(@Observes StartupEvent event) {
        rounds = Rounds.start("invitation-ends", PAUSE, this::sweep);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (rounds != null) {
            rounds.stop(STOP_MAX);
        }
    }

    /** Those of all organizations. */
    void sweep() {
        transactions.write(connection -> expire(connection, null, moments.now()));
    }

    /** @param organizationId null for all */
    int expire(Connection connection, @Nullable UUID organizationId, Instant now) throws SQLException {
        List<Subject> expired = Sql.on(connection, EXPIRE, now, now, organizationId, organizationId, ROUND_MAX)
                .list(row -> new Subject(
                        row.getObject("organization_id", UUID.class),
                        row.getObject("id", UUID.class),
                        row.getString("email"),
                        row.getString("role"),
                        row.getObject("team_id", UUID.class)));
        // In one order for everybody, since the organizations' rows are locked for their seats.
        for (Subject subject : expired.stream()
                .sorted(Comparator.comparing(Subject::organizationId))
                .toList()) {
            Seats.free(connection, subject.organizationId());
            streams.append(
                    connection, List.of(InvitationEvents.of(EventType.INVITATION_EXPIRED, subject, OURSELVES, now)));
        }
        return expired.size();
    }
}
