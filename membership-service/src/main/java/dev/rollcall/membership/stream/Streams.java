package dev.rollcall.membership.stream;

import dev.rollcall.contract.event.Topics;
import dev.rollcall.kit.TopicCheck;
import dev.rollcall.outbox.EventLog;
import dev.rollcall.outbox.Outbox;
import dev.rollcall.outbox.OutboxEvent;
import dev.rollcall.outbox.Relay;
import dev.rollcall.outbox.RelaySettings;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Events leave with the data: written in the business transaction, brought to Kafka by the relay that the commit wakes. */
@ApplicationScoped
public class Streams {
    private final AgroalDataSource dataSource;
    private final TransactionSynchronizationRegistry registry;
    private final String bootstrapServers;
    private @Nullable Relay relay;

    Streams(
            AgroalDataSource dataSource,
            TransactionSynchronizationRegistry registry,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.dataSource = dataSource;
        this.registry = registry;
        this.bootstrapServers = bootstrapServers;
    }

    void start(@Observes StartupEvent event) {
        TopicCheck.require(
                bootstrapServers,
                Topics.MEMBERSHIP_EVENTS,
                Topics.ACCOUNT_EVENTS,
                Topics.SIGNIN_EVENTS,
                Topics.MEMBERSHIP_STATE);
        RelaySettings settings = RelaySettings.of("membership-service", Map.of("bootstrap.servers", bootstrapServers));
        relay = Relay.start(settings, dataSource, new StateRecords());
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    /** Adds events to the running transaction, in this order; the relay is woken once it has committed. */
    public void append(Connection transaction, List<OutboxEvent> events) throws SQLException {
        if (!events.isEmpty()) {
            Outbox.append(transaction, events);
            wakeAfterCommit();
        }
    }

    /** For a statement that wrote its outbox rows itself and has committed. */
    public void wake() {
        if (relay != null) {
            relay.wake();
        }
    }

    /** For statements that write their outbox rows themselves, in a transaction that goes on. */
    public void wakeAfterCommit() {
        registry.registerInterposedSynchronization(new WakeUp());
    }

    @Produces
    @ApplicationScoped
    EventLog eventLog() {
        return new EventLog(dataSource);
    }

    private final class WakeUp implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED && relay != null) {
                relay.wake();
            }
        }
    }
}
