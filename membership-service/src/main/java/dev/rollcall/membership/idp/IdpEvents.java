package dev.rollcall.membership.idp;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.membership.admin.Facts;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.stream.Streams;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells each organization of a connection what happened to its settings. */
@ApplicationScoped
class IdpEvents {
    /** What nobody did in person: an hourly look, a test sign-in that sso-gateway tells of, a date that comes near. */
    static final Actor SYSTEM = new Actor(Actor.Type.SYSTEM, "membership-service", null);

    private final Streams streams;

    IdpEvents(Streams streams) {
        this.streams = streams;
    }

    void updated(Connection connection, UUID connectionId, Instant now, Actor actor, List<Change> changes)
            throws SQLException {
        append(connection, EventType.SSO_CONNECTION_UPDATED, connectionId, now, actor, changes, Map.of());
    }

    void append(
            Connection connection,
            EventType type,
            UUID connectionId,
            Instant now,
            Actor actor,
            @Nullable List<Change> changes,
            Map<String, Object> details)
            throws SQLException {
        List<UUID> organizations = Sql.on(
                        connection,
                        "select organization_id from connection_organization where connection_id = ? order by 1",
                        connectionId)
                .list(row -> row.getObject(1, UUID.class));
        streams.append(
                connection,
                organizations.stream()
                        .map(organization ->
                                Facts.ofConnection(type, organization, connectionId, now, actor, changes, details))
                        .toList());
    }
}
