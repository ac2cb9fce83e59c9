package dev.rollcall.membership.idp;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.membership.notice.Notice;
import dev.rollcall.membership.notice.OwnerNotices;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Tells 30, 7 and 1 days before a signing certificate's end that it comes, once each, whichever replica looks (R-SSO-3). */
@ApplicationScoped
class CertificateWatch {
    private static final Logger LOG = Logger.getLogger(CertificateWatch.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration FIRST = Duration.ofMinutes(1);
    /** One statement marks and finds; a replica that comes second finds nothing left. */
    private static final String MARK = """
            with due as (
                select connection_id, thumbprint,
                       case when valid_until <= ? then 1 when valid_until <= ? then 7 else 30 end as days
                  from idp_certificate where valid_until > ? and valid_until <= ?)
            update idp_certificate c set told_days = due.days from due
             where c.connection_id = due.connection_id and c.thumbprint = due.thumbprint
               and (c.told_days is null or c.told_days > due.days)
            returning c.connection_id, c.thumbprint, c.subject, c.valid_until, c.told_days
            """;

    private final Transactions transactions;
    private final IdpEvents events;
    private final Moments moments;
    private final OwnerNotices notices;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("certificates").daemon().factory());

    CertificateWatch(Transactions transactions, IdpEvents events, Moments moments, OwnerNotices notices) {
        this.transactions = transactions;
        this.events = events;
        this.moments = moments;
        this.notices = notices;
    }

    void begin(@Observes StartupEvent start) {
        looks.scheduleWithFixedDelay(this::look, FIRST.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    void end(@Observes ShutdownEvent stop) {
        looks.shutdownNow();
    }

    private void look() {
        try {
            tell(moments.now());
        } catch (RuntimeException e) {
            LOG.warn("Ends of certificates could not be told of; trying again in an hour", e);
        }
    }

    /** @return how many were told of */
    int tell(Instant now) {
        return transactions.write(connection -> {
            List<Ending> endings = Sql.on(
                            connection,
                            MARK,
                            now.plus(Duration.ofDays(1)),
                            now.plus(Duration.ofDays(7)),
                            now,
                            now.plus(Duration.ofDays(30)))
                    .list(row -> new Ending(
                            row.getObject("connection_id", UUID.class),
                            row.getString("thumbprint"),
                            row.getString("subject"),
                            Sql.requireInstant(row, "valid_until"),
                            row.getInt("told_days")));
            for (Ending ending : endings) {
                tell(connection, ending, now);
            }
            return endings.size();
        });
    }

    private record Ending(UUID connectionId, String thumbprint, String subject, Instant until, int days) {}

    private void tell(Connection connection, Ending ending, Instant now) throws SQLException {
        Map<String, Object> details = Map.of(
                "thumbprint", ending.thumbprint(),
                "subject", ending.subject(),
                "validUntil", ending.until().toString(),
                "days", ending.days());
        events.append(
                connection,
                EventType.CERTIFICATE_EXPIRING,
                ending.connectionId(),
                now,
                IdpEvents.SYSTEM,
                null,
                details);
        for (Place place : places(connection, ending.connectionId())) {
            Notice notice =
                    new Notice.CertificateExpiring(place.connection(), ending.subject(), ending.until(), ending.days());
            notices.tell(connection, place.organizationId(), notice, now);
        }
    }

    private record Place(UUID organizationId, String connection) {}

    private static List<Place> places(Connection connection, UUID connectionId) throws SQLException {
        return Sql.on(
                        connection,
                        "select x.organization_id, c.name from connection_organization x join connection c on c.id ="
                                + " x.connection_id where c.id = ? order by x.organization_id",
                        connectionId)
                .list(row -> new Place(row.getObject(1, UUID.class), row.getString(2)));
    }
}
