package dev.rollcall.membership.connection;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Takes a connection away (R-SDIS-5): its tokens end, and its members stay as they are, with role and teams, managed by nobody. What the
 * IdP said of them is forgotten; another connection begins anew. Who came in through it is out, and needs another way in (R-SSO-15).
 */
@ApplicationScoped
class ConnectionRemovals {
    /** A team that a group gave stays a person's by hand: the next group that is mapped to it may end that (R-GRP-6). */
    private static final String KEEP_TEAMS = """
            with given as (
              delete from team_member where source = 'SCIM_GROUP'
                 and team_id in (select team_id from scim_group where connection_id = ?)
              returning team_id, member_id, added_at)
            insert into team_member (team_id, member_id, source, added_at)
            select team_id, member_id, 'MANUAL', added_at from given on conflict do nothing
            """;

    private static final String FORGET_GROUP_MEMBERS = """
            delete from scim_group_member where group_id in (select id from scim_group where connection_id = ?)
            """;

    /** Everything that is the connection's alone; what was logged of its requests goes with its days. */
    private static final List<String> OWN = List.of(
            "scim_group",
            "scim_user",
            "undelivered",
            "undelivered_group",
            "held_deprovisioning",
            "departure",
            "pending_link",
            "scim_denial",
            "scim_contact",
            "scim_token",
            "idp_certificate",
            "idp_saml",
            "idp_oidc",
            "connection_domain",
            "connection_organization");

    private final Transactions transactions;
    private final ManagedMembers managed;
    private final SessionEnds sessions;
    private final ConnectionEvents events;
    private final Moments moments;

    ConnectionRemovals(
            Transactions transactions,
            ManagedMembers managed,
            SessionEnds sessions,
            ConnectionEvents events,
            Moments moments) {
        this.transactions = transactions;
        this.managed = managed;
        this.sessions = sessions;
        this.events = events;
        this.moments = moments;
    }

    /** @return how many members are managed by nobody now */
    int remove(UUID id, Actor actor) {
        return transactions.write(connection -> {
            ConnectionRow row = ConnectionRow.findLocked(id).orElseThrow(Connections::unknown);
            if (row.enforced) {
                throw Refusal.CONNECTION_ENFORCED.because(
                        "Sign-in over this connection is enforced, so it cannot be deleted:"
                                + " everybody on its domains would be locked out. Set enforced to false first.");
            }
            Instant now = moments.now();
            int released = managed.release(connection, id, now, actor);
            Sql.on(connection, KEEP_TEAMS, id).update();
            sessions.end(connection, id, now, actor);
            Sql.on(connection, FORGET_GROUP_MEMBERS, id).update();
            Map<String, Object> details = Map.of("name", row.name, "membersReleased", released);
            events.append(connection, row, EventType.SSO_CONNECTION_DELETED, now, actor, null, details);
            forget(connection, id);
            return released;
        });
    }

    private static void forget(java.sql.Connection connection, UUID id) throws SQLException {
        for (String table : OWN) {
            Sql.on(connection, "delete from " + table + " where connection_id = ?", id)
                    .update();
        }
        Sql.on(connection, "delete from connection where id = ?", id).update();
    }
}
