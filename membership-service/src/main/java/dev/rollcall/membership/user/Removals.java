package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.membership.guard.DeprovisioningGuard;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.stream.Streams;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The two ends of SCIM's hold on a member: taking it over in place, and letting go by ending the membership. */
@ApplicationScoped
class Removals {
    private final Streams streams;

    Removals(Streams streams) {
        this.streams = streams;
    }

    /** R-ORG-3: role, teams, username and joining date stay; the resource's id is the member's, as reads showed it before. */
    void adopt(Connection connection, Request request, Membership member, Description wanted) throws SQLException {
        manage(connection, request, member, wanted.externalId());
        Sql.on(
                        connection,
                        "insert into scim_user (connection_id, id, account_id, user_name, user_name_key, external_id, active,"
                                + " resource, created_at, updated_at, version)"
                                + " values (?, ?, ?, ?, ?, null, ?, jsonb_build_object('userName', ?::text, 'active', ?::boolean), ?, ?, 1)",
                        request.connectionId(),
                        member.id(),
                        member.accountId(),
                        wanted.userName(),
                        wanted.userNameKey(),
                        member.active(),
                        wanted.userName(),
                        member.active(),
                        request.now(),
                        request.now())
                .update();
    }

    private void manage(Connection connection, Request request, Membership member, @Nullable String externalId)
            throws SQLException {
        Sql.on(
                        connection,
                        "update member set managed_by = 'SCIM', connection_id = ?, version = version + 1, updated_at = ? where id = ?",
                        request.connectionId(),
                        request.now(),
                        member.id())
                .update();
        MemberEvents events = new MemberEvents(request);
        events.member(
                EventType.MEMBER_ADOPTED,
                member.organizationId(),
                member.state(null),
                member.adopted().state(externalId),
                List.of(new Change("managedBy", "SCIM", "NONE", "SCIM")),
                Map.of(),
                null);
        streams.append(connection, events.all());
    }

    /**
     * R-SDIS-4: members that this connection let go when its SCIM was switched off are managed again by the next push to their resource.
     * Members that SCIM never managed stay as they are.
     */
    UserState reclaim(Connection connection, Request request, UserState state) throws SQLException {
        List<Membership> memberships = new ArrayList<>(state.memberships());
        for (int i = 0; i < memberships.size(); i++) {
            Membership member = memberships.get(i);
            if (!member.managedByScim() && request.connectionId().equals(member.connectionId())) {
                manage(connection, request, member, state.description().externalId());
                memberships.set(i, member.adopted());
            }
        }
        return state.with(memberships);
    }

    /** R-SCIM-37. Memberships that SCIM does not manage stay; when there are only such, nothing may be removed. */
    void remove(Connection connection, Request request, UserState state) throws SQLException {
        Description description = state.description();
        ChangeRules.unmanaged(state.memberships(), description.userName()).ifPresent(down -> {
            throw down.refused();
        });
        MemberEvents events = new MemberEvents(request);
        for (Membership member : state.memberships()) {
            if (member.managedByScim()) {
                if (member.active()) {
                    DeprovisioningGuard.check(connection, state.departure(request, member));
                }
                end(connection, events, member, description);
            }
        }
        Sql.on(connection, "delete from scim_group_member where user_id = ?", state.id())
                .update();
        Sql.on(
                        connection,
                        "delete from scim_user where connection_id = ? and id = ?",
                        request.connectionId(),
                        state.id())
                .update();
        streams.append(connection, events.all());
    }

    private static void end(Connection connection, MemberEvents events, Membership member, Description description)
            throws SQLException {
        if (member.activeOwner()) {
            LastOwner.check(connection, member);
        }
        if (member.active()) {
            Seats.free(connection, member.organizationId());
        }
        Sql.on(connection, "delete from team_member where member_id = ?", member.id())
                .update();
        Sql.on(
                        connection,
                        "delete from member where organization_id = ? and id = ?",
                        member.organizationId(),
                        member.id())
                .update();
        for (UUID team : member.teams()) {
            events.member(
                    EventType.MEMBER_TEAM_REMOVED,
                    member.organizationId(),
                    member.state(description.externalId()),
                    member.withTeams(List.of()).state(description.externalId()),
                    null,
                    Map.of("teamId", team),
                    null);
        }
        events.member(
                EventType.USER_REMOVED,
                member.organizationId(),
                member.state(description.externalId()),
                null,
                null,
                Map.of(),
                null);
    }
}
