package dev.rollcall.sso.signin;

import dev.rollcall.contract.refusal.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Tells denials, each in its own transaction: what was refused stays told although nothing else was written. */
@ApplicationScoped
public class Denials {
    private static final Logger LOG = Logger.getLogger(Denials.class);
    /** How long after a minute's end its count is told, at most. */
    private static final long DRAIN_SECONDS = 5;

    private final DataSource database;
    private final SignInEvents events;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final DenialFold fold = new DenialFold();
    private final ScheduledExecutorService drains = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("denials").daemon().factory());

    Denials(DataSource database, SignInEvents events, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.events = events;
        this.clock = clock;
        this.metrics = metrics;
    }

    void begin(@Observes StartupEvent start) {
        drains.scheduleWithFixedDelay(() -> drain(clock.instant()), DRAIN_SECONDS, DRAIN_SECONDS, TimeUnit.SECONDS);
    }

    void end(@Observes ShutdownEvent stop) {
        drains.shutdownNow();
        drain(clock.instant().plus(DenialFold.WINDOW)); // every window has ended by then
    }

    /** Tells it, or counts it; gives the refusal back, to be thrown. */
    public Refused record(Refused why, Method method, Attempt attempt) {
        Instant now = clock.instant();
        if (isSingle(DenialFold.Kind.of(why.refusal(), method, attempt.channel()), now)) {
            write(connection -> events.denied(connection, why, method, attempt, now));
        }
        return why;
    }

    /** The same of a sign-in over a connection. @return whether it was told by itself, not only counted */
    public boolean record(FailedFlow failed, Attempt attempt) {
        Instant now = clock.instant();
        var place = new DenialFold.Place(failed.organizationId(), failed.connectionId());
        var kind = new DenialFold.Kind(failed.reason(), failed.method(), attempt.channel(), Optional.of(place));
        boolean single = isSingle(kind, now);
        if (single) {
            write(connection -> events.denied(connection, failed, attempt, now));
        }
        return single;
    }

    private boolean isSingle(DenialFold.Kind kind, Instant now) {
        metrics.counter(
                        "rollcall.signin.denied",
                        "reason",
                        kind.reason(),
                        "method",
                        kind.method().name())
                .increment();
        synchronized (fold) {
            return fold.single(kind, now);
        }
    }

    private void drain(Instant now) {
        List<DenialFold.Folded> folded;
        synchronized (fold) {
            folded = fold.drain(now);
        }
        try {
            folded.forEach(count -> write(connection -> events.denied(connection, count, now)));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Counts of denied sign-ins were lost: %s", folded);
        }
    }

    private interface Writing {
        void to(Connection connection) throws SQLException;
    }

    private void write(Writing writing) {
        QuarkusTransaction.requiringNew().run(() -> {
            try (Connection connection = database.getConnection()) {
                writing.to(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
