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
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Forgets traces when their time is over, an hour's worth each hour. Those of flows that nobody ended go sooner: whoever only begins flows has
 * proved nothing, and must not fill a table.
 */
@ApplicationScoped
class TraceRetention {
    /** R-JIT-19. */
    static final Duration KEPT = Duration.ofDays(90);

    /** Of flows that were begun and not ended: so long an owner can look into why somebody's browser never came back. */
    static final Duration BEGUN_KEPT = Duration.ofDays(1);

    /** The same of one connection, the newest: more than a large company begins in the ten minutes that an answer may take. */
    static final int BEGUN_MAX = 10_000;

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
        rounds.scheduleWithFixedDelay(() -> round(this::forget), 5, 60, TimeUnit.MINUTES);
        rounds.scheduleWithFixedDelay(() -> round(this::forgetBegun), 1, 1, TimeUnit.MINUTES);
    }

    void end(@Observes ShutdownEvent stop) {
        rounds.shutdownNow();
    }

    private void round(Consumer<Instant> forgetting) {
        try {
            forgetting.accept(clock.instant());
        } catch (RuntimeException e) {
            LOG.warnf("Old traces stay for another while: %s", e);
        }
    }

    /** Two replicas that do it at once find less to do. */
    void forget(Instant now) {
        delete(
                "SELECT id FROM flow_trace WHERE began_at < ? ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED",
                now.minus(KEPT));
    }

    void forgetBegun(Instant now) {
        forgetBegun(now, BEGUN_MAX);
    }

    /** @param max of one connection */
    void forgetBegun(Instant now, int max) {
        delete(
                "SELECT id FROM (SELECT id, began_at, row_number() OVER (PARTITION BY connection_id ORDER BY id DESC) AS place"
                        + " FROM flow_trace WHERE outcome = 'BEGUN') begun WHERE began_at < ? OR place > " + max
                        + " LIMIT ?",
                now.minus(BEGUN_KEPT));
    }

    /** @param which with the time before which they began, and how many at most */
    private void delete(String which, Instant before) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM flow_trace WHERE id IN (" + which + ")")) {
            delete.setObject(1, before.atOffset(ZoneOffset.UTC));
            delete.setInt(2, ROWS_MAX);
            int deleted = ROWS_MAX;
            while (deleted == ROWS_MAX) {
                deleted = delete.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
