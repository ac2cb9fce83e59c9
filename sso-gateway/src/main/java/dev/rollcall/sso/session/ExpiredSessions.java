package dev.rollcall.sso.session;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Clears sessions away whose time is over, and orders that no sign-in under way can be meant by. Nothing depends on when: no reading counts them. */
@ApplicationScoped
class ExpiredSessions {
    private static final Logger LOG = Logger.getLogger(ExpiredSessions.class);
    private static final int MINUTES = 5;

    private final DataSource database;
    private final Clock clock;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("expired-sessions").daemon().factory());

    ExpiredSessions(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent start) {
        rounds.scheduleWithFixedDelay(this::round, MINUTES, MINUTES, TimeUnit.MINUTES);
    }

    void end(@Observes ShutdownEvent stop) {
        rounds.shutdownNow();
    }

    private void round() {
        try {
            clear(clock.instant());
        } catch (RuntimeException e) {
            LOG.warnf("Expired sessions stay for another while: %s", e);
        }
    }

    /** @return how many there were */
    int clear(Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM session WHERE expires_at <= ?")) {
            LogoutRows.deleteOver(connection, now);
            delete.setObject(1, SessionRows.utc(now));
            return delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
