package dev.rollcall.membership.connection;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.membership.provenance.ManagerHistory;
import dev.rollcall.membership.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** The members that a connection's SCIM manages, taken together. */
@ApplicationScoped
class ManagedMembers {
    private static final String OF_CONNECTION = """
            organization_id in (select organization_id from connection_organization where connection_id = ?)
            and connection_id = ? and managed_by = 'SCIM'
            """;

    /**
     * R-SDIS-4: nobody manages them any more, and nothing else about them changes. They keep {@code connection_id}, by which the next push
     * after SCIM is switched on again finds them. In a fixed order, so that it meets a provisioning of several members without a deadlock.
     */
    int release(Connection connection, UUID connectionId, Instant now, Actor actor) throws SQLException {
        return Sql.on(
                        connection,
                        "with managed as (select id from member where " + OF_CONNECTION + " order by id for update) "
                                + "update member set managed_by = 'NONE', version = version + 1, updated_at = ?, provenance = "
                                + ManagerHistory.APPENDED + " from managed where member.id = managed.id",
                        connectionId,
                        connectionId,
                        now,
                        "NONE",
                        connectionId,
                        now,
                        actor.reference())
                .update();
    }

    /** How many would be released (R-SDIS-3). */
    long count(Connection connection, UUID connectionId) throws SQLException {
        return Sql.on(connection, "select count(*) from member where " + OF_CONNECTION, connectionId, connectionId)
                .first(row -> row.getLong(1))
                .orElse(0L);
    }
}
