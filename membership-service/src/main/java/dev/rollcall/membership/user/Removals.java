package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.membership.guard.DeprovisioningGuard;
import dev.rollcall.membership.guard.HeldDeprovisionings;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.stream.Streams;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Memberships that an IdP ends. */
@ApplicationScoped
class Removals {
    // What keeps a later sign-in from bringing them back (R-JIT-16).
    private static final String END = """
            with gone as (delete from member where organization_id = ? and id = ? returning organization_id, account_id)
            insert into removed_member (organization_id, account_id, connection_id, removed_at)
            select organization_id, account_id, ?::uuid, ?::timestamptz from gone
            on conflict (organization_id, account_id) do update set
                connection_id = excluded.connection_id, removed_at = excluded.removed_at""";

    private final Streams streams;

    Removals(Streams streams) {
        this.streams = streams;
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
                    DeprovisioningGuard.check(
                            connection, state.departure(request, member, HeldDeprovisionings.Kind.DELETE));
                }
                end(connection, request, events, member, description);
            }
        }
        Sql.on(
                        connection,
                        "delete from scim_group_member gm using scim_group g"
                                + " where g.id = gm.group_id and g.connection_id = ? and gm.user_id = ?",
                        request.connectionId(),
                        state.id())
                .update();
        Sql.on(
                        connection,
                        "delete from scim_user where connection_id = ? and id = ?",
                        request.connectionId(),
                        state.id())
                .update();
        streams.append(connection, events.all());
    }

    private static void end(
            Connection connection, Request request, MemberEvents events, Membership member, Description description)
            throws SQLException {
        if (member.activeOwner()) {
            LastOwner.check(connection, member);
        }
        if (member.active()) {
            Seats.free(connection, member.organizationId());
        }
        Sql.on(connection, "delete from team_member where member_id = ?", member.id())
                .update();
        Sql.on(connection, END, member.organizationId(), member.id(), request.connectionId(), request.now())
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
