package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.membership.user.AssignedTeams.Assignment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A SCIM user becomes a member of one more organization: by {@code dockerOrg}, by a group (R-GRP-17), or again after a removal by hand. */
@ApplicationScoped
public class Joining {
    private static final String INSERT = """
            insert into member (organization_id, account_id, id, role, role_source, status, origin, managed_by, connection_id,
                                joined_at, updated_at, version, session_epoch)
            values (?, ?, ?, ?, ?, 'ACTIVE', 'SCIM', 'SCIM', ?, ?, ?, 1, 1)""";

    private final Moments moments;
    private final Streams streams;
    private final AssignedTeams teams;

    Joining(Moments moments, Streams streams, AssignedTeams teams) {
        this.moments = moments;
        this.streams = streams;
        this.teams = teams;
    }

    /** The organization that {@code dockerOrg} names, or the default; refused when the connection does not reach it. */
    UUID target(Connection connection, UserState state, Description wanted) throws SQLException {
        if (wanted.organization() == null) {
            return state.connection().organizationId();
        }
        return Sql.on(
                        connection,
                        "select o.id from organization o join connection_organization co on co.organization_id = o.id"
                                + " where co.connection_id = ? and o.name_key = ?",
                        state.connection().id(),
                        wanted.organization())
                .first(row -> row.getObject(1, UUID.class))
                .orElseThrow(() -> UserRules.notConnected(wanted).refused());
    }

    List<Membership> joinIfMissing(
            Connection connection, Request request, UserState state, Description wanted, UUID target)
            throws SQLException {
        boolean there =
                state.memberships().stream().anyMatch(m -> m.organizationId().equals(target));
        if (there || !wanted.active()) {
            return List.of();
        }
        MemberEvents events = new MemberEvents(request);
        List<Assignment> assigned = new ArrayList<>();
        UUID defaultTeam = state.connection().defaultTeamId();
        if (wanted.team() != null) {
            assigned.add(
                    new Assignment(teams.require(connection, request, events, target, wanted.team()), "ATTRIBUTE"));
        } else if (wanted.organization() == null && defaultTeam != null) {
            assigned.add(new Assignment(defaultTeam, "DEFAULT"));
        }
        return List.of(join(connection, request, events, state.accountId(), target, wanted, assigned));
    }

    /** A new membership of origin SCIM in no team yet, with its event; takes a seat. */
    Membership join(Connection connection, Request request, UUID accountId, UUID organizationId, Description wanted)
            throws SQLException {
        return join(connection, request, new MemberEvents(request), accountId, organizationId, wanted, List.of());
    }

    private Membership join(
            Connection connection,
            Request request,
            MemberEvents events,
            UUID accountId,
            UUID organizationId,
            Description wanted,
            List<Assignment> assigned)
            throws SQLException {
        record Names(String organization, String userName, String defaultRole) {}
        Names names = Sql.on(
                        connection,
                        "select o.name, a.user_name, c.default_role from organization o, account a, connection c"
                                + " where o.id = ? and a.id = ? and c.id = ?",
                        organizationId,
                        accountId,
                        request.connectionId())
                .first(row -> new Names(row.getString(1), row.getString(2), row.getString(3)))
                .orElseThrow();
        Seats.take(connection, organizationId, names.organization());
        String role = wanted.role() == null ? names.defaultRole() : wanted.role();
        Membership member = new Membership(
                moments.newId(),
                organizationId,
                names.organization(),
                accountId,
                names.userName(),
                role,
                true,
                "SCIM",
                true,
                request.connectionId(),
                1,
                1,
                assigned.stream().map(Assignment::teamId).toList());
        Sql.on(
                        connection,
                        INSERT,
                        organizationId,
                        accountId,
                        member.id(),
                        role,
                        wanted.role() == null ? "DEFAULT" : "SCIM",
                        request.connectionId(),
                        request.now(),
                        request.now())
                .update();
        AssignedTeams.add(connection, request, member.id(), assigned);
        events.member(
                EventType.USER_PROVISIONED,
                organizationId,
                null,
                member.state(wanted.externalId()),
                null,
                Map.of("origin", "SCIM"),
                new Pii(wanted.email(), wanted.fullName(), null, null));
        for (Assignment team : assigned) {
            events.member(
                    EventType.MEMBER_TEAM_ADDED,
                    organizationId,
                    null,
                    member.state(wanted.externalId()),
                    null,
                    Map.of("teamId", team.teamId(), "source", team.source()),
                    null);
        }
        streams.append(connection, events.all());
        return member;
    }
}
