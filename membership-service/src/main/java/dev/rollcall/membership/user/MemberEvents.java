package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.MemberState;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.outbox.OutboxEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects the events of one command, in the order in which they happened. Personal values go only where the audit log can forget them. */
public final class MemberEvents {
    private final Request request;
    private final Actor actor;
    private final @Nullable UUID connectionId;
    private final List<OutboxEvent> events = new ArrayList<>(3);

    public MemberEvents(Request request) {
        this(request, request.actor());
    }

    /** For what somebody else than the IdP does. */
    public MemberEvents(Request request, Actor actor) {
        this(request, actor, request.connectionId());
    }

    private MemberEvents(Request request, Actor actor, @Nullable UUID connectionId) {
        this.request = request;
        this.actor = actor;
        this.connectionId = connectionId;
    }

    /** For what comes over no connection. */
    public static MemberEvents ofNoConnection(Request request, Actor actor) {
        return new MemberEvents(request, actor, null);
    }

    public List<OutboxEvent> all() {
        return events;
    }

    /** The organizations of which they tell such a fact; in one order for everybody, since rows are locked for them. */
    SortedSet<UUID> organizationsWith(EventType type) {
        SortedSet<UUID> organizations = new TreeSet<>();
        for (OutboxEvent event : events) {
            UUID organization = event.data().orgId();
            if (event.type() == type && organization != null) {
                organizations.add(organization);
            }
        }
        return organizations;
    }

    /** A fact about one membership; {@code before} null for a new one, {@code after} null when it is gone. */
    public void member(
            EventType type,
            UUID organizationId,
            @Nullable MemberState before,
            @Nullable MemberState after,
            @Nullable List<Change> changes,
            Map<String, Object> details,
            @Nullable Pii pii) {
        MemberState subject = after != null ? after : before;
        if (subject == null) {
            throw new IllegalArgumentException("A member event needs the member's state");
        }
        add(
                type,
                StreamKey.organization(organizationId),
                "member/" + subject.memberId(),
                new EventData(
                        organizationId,
                        actor,
                        null,
                        connectionId,
                        request.requestId(),
                        before,
                        after,
                        changes,
                        details,
                        pii));
    }

    /** A fact about an organization that is not one membership's. */
    public void organization(EventType type, UUID organizationId, String subject, Map<String, Object> details) {
        add(
                type,
                StreamKey.organization(organizationId),
                subject,
                new EventData(
                        organizationId,
                        actor,
                        null,
                        connectionId,
                        request.requestId(),
                        null,
                        null,
                        null,
                        details,
                        null));
    }

    /** A fact about an account, platform-wide. */
    public void account(
            EventType type, UUID accountId, Map<String, Object> details, @Nullable List<Change> changes, Pii pii) {
        add(
                type,
                StreamKey.account(accountId),
                "account/" + accountId,
                new EventData(null, actor, null, connectionId, request.requestId(), null, null, changes, details, pii));
    }

    private void add(EventType type, StreamKey stream, String subject, EventData data) {
        events.add(new OutboxEvent(
                type, stream, subject, request.now(), data, request.traceparent(), request.requestId()));
    }
}
