package dev.rollcall.sso.session;

import dev.rollcall.sso.session.GrantRows.Key;
import dev.rollcall.sso.session.SessionRules.News;
import dev.rollcall.sso.signin.SessionEvents;
import dev.rollcall.sso.signin.SessionEvents.Why;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Hears of memberships as they change, voids the grants that are over, and ends the sessions that nothing is left of. */
@ApplicationScoped
class MembershipNews {
    private final DataSource database;
    private final SessionEvents events;
    private final Clock clock;
    private final String kafka;
    private volatile @Nullable NewsLoop loop;

    MembershipNews(
            DataSource database,
            SessionEvents events,
            Clock clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.database = database;
        this.events = events;
        this.clock = clock;
        this.kafka = kafka;
        metrics.gauge("rollcall.sso.news.age", this, news -> news.ageSeconds());
    }

    /** How old the news are; not a number while nothing is heard. */
    private double ageSeconds() {
        News heard = heard();
        return heard.equals(News.NONE)
                ? Double.NaN
                : Duration.between(heard.until(), clock.instant()).toMillis() / 1_000.0;
    }

    void begin(@Observes StartupEvent start) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka,
                "client.id",
                "sso-gateway-news",
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class,
                "enable.auto.commit",
                false,
                // Where to begin is decided by the loop, each time it happens.
                "auto.offset.reset",
                "none",
                "fetch.max.bytes",
                4 << 20,
                "default.api.timeout.ms",
                5_000);
        NewsLoop started = new NewsLoop(settings, clock, this::apply);
        started.start();
        loop = started;
    }

    void end(@Observes ShutdownEvent stop) {
        NewsLoop running = loop;
        if (running != null) {
            running.close();
        }
    }

    /** For what time nothing was missed. */
    News heard() {
        NewsLoop running = loop;
        return running == null ? News.NONE : running.heard();
    }

    /** Each replica does it, and what one has done the others find done. */
    void apply(List<Raised> raised) {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> {
            try (Connection connection = database.getConnection()) {
                List<Key> stale = GrantRows.lockStale(connection, raised);
                if (!stale.isEmpty()) {
                    GrantRows.makeVoid(connection, raised, now);
                    for (Session ended : EndedRows.baseless(connection, stale, now)) {
                        events.ended(connection, ended.ended(Why.MEMBERSHIPS_ENDED), now);
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
