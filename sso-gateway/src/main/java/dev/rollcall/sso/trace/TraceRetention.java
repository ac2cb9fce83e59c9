package dev.rollcall.sso.trace;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Forgets traces when their time is over, an hour's worth each hour. */
@ApplicationScoped
class TraceRetention {
    /** R-JIT-19. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final Logger LOG = Logger.getLogger(TraceRetention.class);
    /** Of one statement, so that none takes long; it is repeated until nothing is left. */
    private static final int ROWS_MAX = 5_000;

    private final DataSource database;
    private final Clock clock;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("trace-retention").daemon().factory());

    TraceRetention(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent start) {
        rounds.scheduleWithFixedDelay(this::round, 5, 60, TimeUnit.MINUTES);
    }

    void end(@Observes ShutdownEvent stop) {
        rounds.shutdownNow();
    }

    private void round() {
        try {
            forget(clock.instant());
        } catch (RuntimeException e) {
            LOG.warnf("Old traces stay for another hour: %s", e);
        }
    }

    /** Two replicas that do it at once find less to do. */
    void forget(Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM flow_trace WHERE id IN"
                        + " (SELECT id FROM flow_trace WHERE began_at < ? ORDER BY id LIMIT " + ROWS_MAX
                        + " FOR UPDATE SKIP LOCKED)")) {
            delete.setObject(1, now.minus(KEPT).atOffset(ZoneOffset.UTC));
            int deleted = ROWS_MAX;
            while (deleted == ROWS_MAX) {
                deleted = delete.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
