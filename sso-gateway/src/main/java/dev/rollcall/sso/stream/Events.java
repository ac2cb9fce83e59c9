package dev.rollcall.sso.stream;

import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.outbox.Outbox;
import dev.rollcall.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes events within the current transaction and wakes the relay once it has committed. */
@ApplicationScoped
public class Events {
    private final TransactionSynchronizationRegistry transaction;
    private final Relays relays;

    Events(TransactionSynchronizationRegistry transaction, Relays relays) {
        this.transaction = transaction;
        this.relays = relays;
    }

    /** The trace context that caused an event; null outside a request. */
    public record Cause(String requestId, String traceparent) {}

    /** @param subject see {@link OutboxEvent#subject()} */
    public void append(
            Connection connection,
            EventType type,
            StreamKey stream,
            @Nullable String subject,
            Instant time,
            EventData data,
            @Nullable Cause cause)
            throws SQLException {
        String traceparent = cause == null ? null : cause.traceparent();
        String requestId = cause == null ? null : cause.requestId();
        Outbox.append(connection, List.of(new OutboxEvent(type, stream, subject, time, data, traceparent, requestId)));
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    relays.wake();
                }
            }
        });
    }
}
