package dev.rollcall.membership.connection;

import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventData.Reason;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.MemberState;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.kit.Trace;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Ends the sessions of everybody who may have signed in through a connection (R-SSO-15): with a higher epoch, what they hold is void. Those
 * are the members with an address of its domains, for most identity providers send nothing else that lasts, and whoever is linked.
 */
@ApplicationScoped
class SessionEnds {
    private static final Reason DELETED =
            new Reason("CONNECTION_DELETED", "The connection through which this person signed in was deleted.");

    private static final String RAISE = """
            with came as (
                select x.id from connection_organization co
                  join member x on x.organization_id = co.organization_id
                  join account a on a.id = x.account_id
                 where co.connection_id = ? and x.status = 'ACTIVE'
                   and (split_part(a.email_key, '@', -1) in (select d.domain from connection_domain d where d.connection_id = co.connection_id)
                     or exists (select 1 from sign_in_identity s where s.connection_id = co.connection_id and s.account_id = x.account_id))
                 order by x.id for update of x)
            update member m set session_epoch = session_epoch + 1, version = version + 1, updated_at = ?
              from came where m.id = came.id
            returning m.organization_id, m.id, m.account_id, m.role, m.origin, m.managed_by, m.version, m.session_epoch,
                (select a.user_name from account a where a.id = m.account_id) as user_name,
                array(select distinct t.team_id from team_member t where t.member_id = m.id) as teams
            """;

    private final Streams streams;

    SessionEnds(Streams streams) {
        this.streams = streams;
    }

    void end(Connection connection, UUID connectionId, Instant now, Actor actor) throws SQLException {
        Trace trace = Trace.current();
        List<OutboxEvent> events =
                Sql.on(connection, RAISE, connectionId, now).list(row -> event(row, connectionId, now, actor, trace));
        streams.append(connection, events);
    }

    private static OutboxEvent event(ResultSet row, UUID connectionId, Instant now, Actor actor, Trace trace)
            throws SQLException {
        UUID organization = row.getObject("organization_id", UUID.class);
        long epoch = row.getLong("session_epoch");
        MemberState before = state(row, row.getLong("version") - 1, epoch - 1);
        MemberState after = state(row, row.getLong("version"), epoch);
        EventData data = new EventData(
                organization,
                actor,
                DELETED,
                connectionId,
                trace.traceId(),
                before,
                after,
                List.of(new Change("sessionEpoch", null, epoch - 1, epoch)),
                Map.of(),
                null);
        return new OutboxEvent(
                EventType.USER_UPDATED,
                StreamKey.organization(organization),
                "member/" + after.memberId(),
                now,
                data,
                trace.traceparent(),
                trace.traceId());
    }

    private static MemberState state(ResultSet row, long version, long epoch) throws SQLException {
        return new MemberState(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("user_name"),
                "ACTIVE",
                row.getString("role"),
                List.of((UUID[]) row.getArray("teams").getArray()),
                row.getString("origin"),
                row.getString("managed_by"),
                null, // what the identity provider called them goes with the connection
                version,
                epoch);
    }
}
