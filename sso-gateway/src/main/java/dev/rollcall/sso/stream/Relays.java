package dev.rollcall.sso.stream;

import dev.rollcall.contract.event.Topics;
import dev.rollcall.kit.TopicCheck;
import dev.rollcall.outbox.Relay;
import dev.rollcall.outbox.RelaySettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Runs the relay as long as the service runs. */
@ApplicationScoped
class Relays {
    private static final int AFTER_SETTINGS = 50;

    private final DataSource database;
    private final String service;
    private final String kafka;
    private volatile @Nullable Relay relay;

    Relays(
            DataSource database,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.database = database;
        this.service = service;
        this.kafka = kafka;
    }

    void begin(@Observes @Priority(AFTER_SETTINGS) StartupEvent start) {
        TopicCheck.require(kafka, Topics.SIGNIN_EVENTS, Topics.MEMBERSHIP_STATE);
        relay = Relay.start(
                RelaySettings.of(service, Map.of("bootstrap.servers", kafka)), database, event -> Optional.empty());
    }

    void end(@Observes ShutdownEvent stop) {
        Relay running = relay;
        if (running != null) {
            running.close();
        }
    }

    /** There is something to bring to Kafka. */
    void wake() {
        Relay running = relay;
        if (running != null) {
            running.wake();
        }
    }
}
