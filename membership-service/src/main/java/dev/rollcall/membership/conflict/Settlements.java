package dev.rollcall.membership.conflict;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.membership.admin.Facts;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Closes conflicts whose cause is gone, as part of the change that ended it. */
@ApplicationScoped
public class Settlements {
    /** What being unmanaged causes, and being handed to SCIM ends. */
    public static final Set<ConflictType> OF_BEING_UNMANAGED =
            Set.of(ConflictType.UNMANAGED_WRITE, ConflictType.ADOPTION_REQUESTED);

    private static final String SETTLE = """
            update conflict set state = 'RESOLVED', closed_by = ?, closed_at = ?
             where organization_id = ? and member_id = ? and type = any(?) and state in ('OPEN', 'IGNORED')
            returning id, type""";

    private final Streams streams;

    Settlements(Streams streams) {
        this.streams = streams;
    }

    /** Every conflict of these types about that member is resolved now; each is told. */
    public void settle(
            Connection connection,
            UUID organizationId,
            UUID memberId,
            Set<ConflictType> types,
            Actor actor,
            Instant now)
            throws SQLException {
        String[] names = types.stream().map(Enum::name).toArray(String[]::new);
        List<OutboxEvent> events = Sql.on(connection, SETTLE, actor.reference(), now, organizationId, memberId, names)
                .list(row -> {
                    UUID id = row.getObject("id", UUID.class);
                    return Facts.of(
                            EventType.CONFLICT_RESOLVED,
                            organizationId,
                            "conflict/" + id,
                            now,
                            actor,
                            Map.of(
                                    "conflictId",
                                    id,
                                    "conflictType",
                                    row.getString("type"),
                                    "state",
                                    "RESOLVED",
                                    "memberId",
                                    memberId));
                });
        streams.append(connection, events);
    }
}
