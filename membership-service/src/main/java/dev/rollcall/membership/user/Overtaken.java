package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.membership.user.AssignedTeams.Assignment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation of somebody whom SCIM brings in before they have answered it (R-SCIM-30): it ends as accepted, its seat is the new member's, and its
 * team is added. Its role is not: SCIM's comes first (R-ROLE-13).
 */
record Overtaken(UUID id, String role, @Nullable UUID teamId) {
    private static final String SOURCE = "INVITE";

    private static final String ACCEPT = """
            update invitation i set state = 'ACCEPTED', closed_at = ?
             where i.organization_id = ? and i.email_key = ? and i.state = 'PENDING' and i.expires_at > ?
            returning i.id, i.role,
                (select t.id from team t where t.organization_id = i.organization_id and t.id = i.team_id) as team_id""";

    /** Before the member's seat is taken; empty when the invitation has ended meanwhile. */
    static Optional<Overtaken> accept(
            Connection connection, Request request, UUID organizationId, String email, MemberEvents events)
            throws SQLException {
        Optional<Overtaken> accepted = Sql.on(connection, ACCEPT, request.now(), organizationId, email, request.now())
                .first(row -> new Overtaken(
                        row.getObject("id", UUID.class), row.getString("role"), row.getObject("team_id", UUID.class)));
        if (accepted.isPresent()) {
            Seats.free(connection, organizationId);
            accepted.get().tell(organizationId, events);
        }
        return accepted;
    }

    private void tell(UUID organizationId, MemberEvents events) {
        Map<String, Object> details = new HashMap<>();
        details.put("inviteId", id);
        details.put("role", role);
        if (teamId != null) {
            details.put("teamId", teamId);
        }
        events.organization(EventType.INVITATION_ACCEPTED, organizationId, "invitation/" + id, details);
    }

    void addTeam(
            Connection connection, Request request, Membership member, @Nullable String externalId, Streams streams)
            throws SQLException {
        if (teamId == null) {
            return;
        }
        AssignedTeams.add(connection, request, member.id(), List.of(new Assignment(teamId, SOURCE)));
        if (member.teams().contains(teamId)) {
            return; // by another reason already
        }
        List<UUID> teams = new ArrayList<>(member.teams());
        teams.add(teamId);
        MemberEvents events = new MemberEvents(request);
        events.member(
                EventType.MEMBER_TEAM_ADDED,
                member.organizationId(),
                member.state(externalId),
                member.inTeams(teams).state(externalId),
                null,
                Map.of("teamId", teamId, "source", SOURCE),
                null);
        streams.append(connection, events.all());
    }
}
