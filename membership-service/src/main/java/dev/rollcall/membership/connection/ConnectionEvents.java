package dev.rollcall.membership.connection;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.membership.admin.Facts;
import dev.rollcall.membership.stream.Streams;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells each organization of a connection what happened to it: every owner finds it in their own log. */
@ApplicationScoped
class ConnectionEvents {
    private final Streams streams;

    ConnectionEvents(Streams streams) {
        this.streams = streams;
    }

    void append(
            Connection connection,
            ConnectionRow row,
            EventType type,
            Instant now,
            Actor actor,
            @Nullable List<Change> changes,
            Map<String, Object> details)
            throws SQLException {
        append(connection, row.id, row.organizations, type, now, actor, changes, details);
    }

    /** @param organizations who is told: of a change of organizations also those that the connection serves no more */
    void append(
            Connection connection,
            UUID connectionId,
            Set<UUID> organizations,
            EventType type,
            Instant now,
            Actor actor,
            @Nullable List<Change> changes,
            Map<String, Object> details)
            throws SQLException {
        streams.append(
                connection,
                organizations.stream()
                        .sorted()
                        .map(organization ->
                                Facts.ofConnection(type, organization, connectionId, now, actor, changes, details))
                        .toList());
    }

    void appendEnforcement(Connection connection, ConnectionRow row, Instant now, Actor actor) throws SQLException {
        EventType type = row.enforced ? EventType.SSO_ENFORCEMENT_ENABLED : EventType.SSO_ENFORCEMENT_DISABLED;
        Map<String, Object> details = row.enforced && !row.tested ? Map.of("untested", true) : Map.of();
        append(connection, row, type, now, actor, null, details);
    }

    /** @param details what is told with a switch, where there is something to tell */
    void appendSwitches(
            Connection connection,
            ConnectionRow row,
            ConnectionRules.Switches before,
            Instant now,
            Actor actor,
            Map<EventType, Map<String, Object>> details)
            throws SQLException {
        for (EventType type : ConnectionRules.facts(before, row.switches())) {
            append(connection, row, type, now, actor, null, details.getOrDefault(type, Map.of()));
        }
    }
}
