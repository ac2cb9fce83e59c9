package dev.rollcall.membership.scimrequest;

import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventData.Reason;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.provisioning.ScimRequestRecord;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells the audit log of denied SCIM requests: ScimRequestDenied, one by one or, when they come in a flood, as a count for each minute. */
@ApplicationScoped
class RequestDenials {
    private static final String COUNT = """
            insert into scim_denial as d (connection_id, code, minute, count) values (?, ?, ?, ?)
            on conflict (connection_id, code, minute) do update set count = d.count + excluded.count
            returning d.count
            """;

    private static final String ENDED = """
            delete from scim_denial d where d.minute < ?
            returning d.connection_id, d.code, d.minute, d.count,
                      (select c.organization_id from connection c where c.id = d.connection_id) as organization_id
            """;

    private final Transactions transactions;
    private final Streams streams;

    RequestDenials(Transactions transactions, Streams streams) {
        this.transactions = transactions;
        this.streams = streams;
    }

    /** What is counted together. */
    private record Kind(UUID connectionId, String code, Instant minute) {}

    /** A count whose minute is over. */
    private record Counted(Kind kind, long count, @Nullable UUID organizationId) {}

    /**
     * In the transaction that stored them for the first time.
     *
     * @param denied in the order of their ids
     * @param connections by the request's id
     */
    void tell(Connection connection, List<ScimRequestRecord> denied, Map<UUID, UUID> connections) throws SQLException {
        // In one order, so that two replicas wait for each other in one direction only.
        Map<Kind, List<ScimRequestRecord>> kinds = new TreeMap<>(Comparator.comparing(Kind::connectionId)
                .thenComparing(Kind::code)
                .thenComparing(Kind::minute));
        for (ScimRequestRecord request : denied) {
            Kind kind = new Kind(
                    Objects.requireNonNull(connections.get(request.id())),
                    DenialRules.code(request),
                    request.receivedAt().truncatedTo(ChronoUnit.MINUTES));
            kinds.computeIfAbsent(kind, ignored -> new ArrayList<>()).add(request);
        }
        List<OutboxEvent> events = new ArrayList<>();
        Map<UUID, UUID> organizations = organizations(connection, kinds);
        for (Map.Entry<Kind, List<ScimRequestRecord>> entry : kinds.entrySet()) {
            Kind kind = entry.getKey();
            UUID organization = organizations.get(kind.connectionId());
            if (organization != null) {
                long latest = entry.getValue().size();
                long count = Sql.on(connection, COUNT, kind.connectionId(), kind.code(), kind.minute(), latest)
                        .first(row -> row.getLong(1))
                        .orElseThrow();
                entry.getValue().stream()
                        .limit(DenialRules.single(latest, count))
                        .map(request -> event(organization, kind, request))
                        .forEach(events::add);
            }
        }
        streams.append(connection, events);
    }

    /** Tells the counts of minutes that are over; each is told once. */
    void tellCounts(Instant now) {
        transactions.write(connection -> {
            List<Counted> ended = Sql.on(connection, ENDED, now.minus(DenialRules.COUNT_AFTER))
                    .list(RequestDenials::counted);
            List<OutboxEvent> events = new ArrayList<>();
            for (Counted counted : ended) {
                if (counted.count() > DenialRules.SINGLE_MAX && counted.organizationId() != null) {
                    events.add(event(counted.organizationId(), counted, now));
                }
            }
            streams.append(connection, events);
            return ended.size();
        });
    }

    private static Map<UUID, UUID> organizations(Connection connection, Map<Kind, ?> kinds) throws SQLException {
        UUID[] ids = kinds.keySet().stream().map(Kind::connectionId).distinct().toArray(UUID[]::new);
        Map<UUID, UUID> organizations = new HashMap<>();
        Sql.on(connection, "select id, organization_id from connection where id = any(?)", (Object) ids)
                .list(row -> organizations.put(
                        row.getObject("id", UUID.class), row.getObject("organization_id", UUID.class)));
        return organizations;
    }

    private static OutboxEvent event(UUID organization, Kind kind, ScimRequestRecord request) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("status", request.status());
        details.put("method", request.method());
        details.put("path", request.path());
        if (request.scimType() != null) {
            details.put("scimType", request.scimType());
        }
        Pii pii = request.remoteAddress() == null && request.userAgent() == null
                ? null
                : new Pii(null, null, request.remoteAddress(), request.userAgent());
        Reason reason = new Reason(kind.code(), "The SCIM request was denied with status " + request.status() + ".");
        return event(
                organization,
                kind,
                request.receivedAt(),
                request.traceId(),
                actor(kind, request),
                reason,
                details,
                pii);
    }

    private static OutboxEvent event(UUID organization, Counted counted, Instant now) {
        Kind kind = counted.kind();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("count", counted.count() - DenialRules.SINGLE_MAX);
        details.put("since", kind.minute().toString());
        Reason reason = new Reason(kind.code(), "Further denials for one reason within a minute, counted.");
        return event(organization, kind, now, null, scim(kind.connectionId()), reason, details, null);
    }

    private static OutboxEvent event(
            UUID organization,
            Kind kind,
            Instant time,
            @Nullable String traceId,
            Actor actor,
            Reason reason,
            Map<String, Object> details,
            @Nullable Pii pii) {
        EventData data = new EventData(
                organization, actor, reason, kind.connectionId(), traceId, null, null, null, details, pii);
        return new OutboxEvent(
                EventType.SCIM_REQUEST_DENIED,
                StreamKey.organization(organization),
                "connection/" + kind.connectionId(),
                time,
                data,
                null,
                traceId);
    }

    /** A token that does not count proves nobody: then it is the token itself that acted. */
    private static Actor actor(Kind kind, ScimRequestRecord request) {
        return request.connectionId() == null && request.tokenPublicId() != null
                ? new Actor(Actor.Type.TOKEN, request.tokenPublicId(), null)
                : scim(kind.connectionId());
    }

    private static Actor scim(UUID connectionId) {
        return new Actor(Actor.Type.SCIM, connectionId.toString(), null);
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(
                new Kind(
                        row.getObject("connection_id", UUID.class),
                        row.getString("code"),
                        Sql.requireInstant(row, "minute")),
                row.getLong("count"),
                row.getObject("organization_id", UUID.class));
    }
}
