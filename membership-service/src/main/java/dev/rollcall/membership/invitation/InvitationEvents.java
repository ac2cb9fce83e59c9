package dev.rollcall.membership.invitation;

import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.kit.Trace;
import dev.rollcall.outbox.OutboxEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told of invitations. The address stands where the audit log can forget it. */
final class InvitationEvents {
    private InvitationEvents() {}

    /** An invitation, as events name it. */
    record Subject(
            UUID organizationId,
            UUID id,
            String email,
            String role,
            @Nullable UUID teamId) {}

    static OutboxEvent of(EventType type, Subject subject, Actor actor, Instant now) {
        Map<String, Object> details = new HashMap<>();
        details.put("inviteId", subject.id());
        details.put("role", subject.role());
        if (subject.teamId() != null) {
            details.put("teamId", subject.teamId());
        }
        Trace trace = Trace.current();
        EventData data = new EventData(
                subject.organizationId(),
                actor,
                null,
                null,
                trace.traceId(),
                null,
                null,
                null,
                details,
                new Pii(subject.email(), null, null, null));
        return new OutboxEvent(
                type,
                StreamKey.organization(subject.organizationId()),
                "invitation/" + subject.id(),
                now,
                data,
                trace.traceparent(),
                trace.traceId());
    }
}
