package dev.rollcall.membership.admin;

import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.kit.Trace;
import dev.rollcall.outbox.OutboxEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of an organization that are about its settings, not about one member. */
public final class Facts {
    private Facts() {}

    /** Something done to an organization's own things; {@code subject} as in {@code domain/acme.example}. */
    public static OutboxEvent of(
            EventType type,
            UUID organizationId,
            String subject,
            Instant time,
            Actor actor,
            Map<String, Object> details) {
        return of(type, organizationId, null, subject, time, actor, null, details);
    }

    /** Settings of an organization that are others now. */
    public static OutboxEvent changed(
            EventType type, UUID organizationId, String subject, Instant time, Actor actor, List<Change> changes) {
        return of(type, organizationId, null, subject, time, actor, changes, Map.of());
    }

    /** Something done to a connection, as the organization sees it. */
    public static OutboxEvent ofConnection(
            EventType type,
            UUID organizationId,
            UUID connectionId,
            Instant time,
            Actor actor,
            @Nullable List<Change> changes,
            Map<String, Object> details) {
        return of(type, organizationId, connectionId, "connection/" + connectionId, time, actor, changes, details);
    }

    private static OutboxEvent of(
            EventType type,
            UUID organizationId,
            @Nullable UUID connectionId,
            String subject,
            Instant time,
            Actor actor,
            @Nullable List<Change> changes,
            Map<String, Object> details) {
        Trace trace = Trace.current();
        EventData data = new EventData(
                organizationId, actor, null, connectionId, trace.traceId(), null, null, changes, details, null);
        return new OutboxEvent(
                type,
                StreamKey.organization(organizationId),
                subject,
                time,
                data,
                trace.traceparent(),
                trace.traceId());
    }
}
