package dev.rollcall.membership.signin;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.user.MemberEvents;
import dev.rollcall.membership.user.Seats;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Invitations that end well: R-JIT-9. Whoever cancels one waits for us, or we see it. */
final class Acceptances {
    private static final String ACCEPT = "update invitation set state = 'ACCEPTED', closed_at = ?"
            + " where organization_id = ? and id = ? and state = 'PENDING'";

    private Acceptances() {}

    /** The seat that it held is the new member's. */
    static void accept(
            Connection connection, Asked asked, UUID organizationId, Known.Invitation invitation, MemberEvents events)
            throws SQLException {
        int accepted = Sql.on(connection, ACCEPT, asked.now(), organizationId, invitation.id())
                .update();
        if (accepted == 0) {
            throw LostRace.because("The invitation was cancelled meanwhile");
        }
        Map<String, Object> details = new HashMap<>();
        details.put("inviteId", invitation.id());
        details.put("role", invitation.role());
        if (invitation.team() != null) {
            details.put("teamId", invitation.team().id());
        }
        events.organization(EventType.INVITATION_ACCEPTED, organizationId, "invitation/" + invitation.id(), details);
    }

    /** Of somebody who has become a member by other ways, with a seat of their own. */
    static void settle(Connection connection, Asked asked, Plan.Settled settled, MemberEvents events)
            throws SQLException {
        UUID organizationId = settled.organization().id();
        accept(connection, asked, organizationId, settled.invitation(), events);
        Seats.free(connection, organizationId);
    }
}
