package dev.rollcall.sso.flow;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Deletes what nobody can use any more, beside the sign-ins and not in them. */
@ApplicationScoped
class FlowsOver {
    private static final Logger LOG = Logger.getLogger(FlowsOver.class);
    private static final int EVERY_SECONDS = 60;
    /** So long an answer that comes too late is told so, instead of that nobody knows it. */
    private static final Duration EXPLAINED = Duration.ofMinutes(10);

    private final DataSource database;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("flows-over").daemon().factory());

    FlowsOver(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent start) {
        timer.scheduleWithFixedDelay(this::delete, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void end(@Observes ShutdownEvent stop) {
        timer.shutdownNow();
    }

    /** Requests that have expired and messages that are refused by their own times. */
    void delete() {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            LoginRequestRows.deleteExpired(connection, now.minus(EXPLAINED));
            UsedMessages.deleteOver(connection, now);
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("Sign-ins that are over could not be deleted, the next look is in %d s: %s", EVERY_SECONDS, e);
        }
    }
}
