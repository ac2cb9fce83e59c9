package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.conflict.Settlements;
import dev.rollcall.membership.provenance.ManagerHistory;
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

/**
 * Who manages a member changes hands, in place: role, teams, username, name and joining date stay (R-ORG-3, R-ORG-11, R-ORG-13). The caller
 * has decided that it may.
 */
@ApplicationScoped
public class Handovers {
    private static final String MANAGE = """
            with linked as (delete from pending_link where connection_id = ? and member_id = ?)
            update member set managed_by = 'SCIM', connection_id = ?, version = version + 1, updated_at = ?, provenance =
            """ + ManagerHistory.APPENDED + " where id = ?";

    private static final String RELEASE = """
            with unlinked as (delete from pending_link where member_id = ?)
            update member set managed_by = 'NONE', connection_id = null, version = version + 1, updated_at = ?, provenance =
            """ + ManagerHistory.APPENDED + " where id = ?";

    // Version 0: nothing the IdP ever saw. Its first push makes it version 1, be it a POST, a PUT or a PATCH.
    private static final String DESCRIBE = """
            insert into scim_user (connection_id, id, account_id, user_name, user_name_key, external_id, active, resource,
                created_at, updated_at, version)
            select ?, ?, a.id, ?, lower(?), ?, ?,
                jsonb_strip_nulls(jsonb_build_object('userName', ?::text, 'externalId', ?::text, 'active', ?::boolean,
                    'name', nullif(jsonb_strip_nulls(jsonb_build_object('givenName', a.given_name, 'familyName', a.family_name,
                        'formatted', case when a.given_name is null and a.family_name is null then a.full_name end)), '{}'))),
                ?, ?, 0 from account a where a.id = ?""";

    private final Streams streams;
    private final Settlements settlements;

    Handovers(Streams streams, Settlements settlements) {
        this.streams = streams;
        this.settlements = settlements;
    }

    /**
     * The request's connection manages the member from now on. A resource that this connection has for the member already is kept with its
     * id; a new one has the member's own id, as reads showed it before, and waits for the first push.
     *
     * @param externalId the IdP's own id of the person, for a new resource; null when nobody named it
     * @return the resource's id
     */
    public UUID adopt(Connection connection, Request request, Actor actor, UUID memberId, @Nullable String externalId)
            throws SQLException {
        LockedMember locked = LockedMember.require(connection, request.connectionId(), memberId);
        Membership member = locked.member();
        if (member.managedByScim()) {
            throw Refusal.UNMANAGED_MEMBER_EXISTS.because("This person is a member of " + member.organizationName()
                    + " already, but is managed by another connection.");
        }
        UUID described = locked.describedAs();
        if (described == null) {
            described = member.id();
            Sql.on(
                            connection,
                            DESCRIBE,
                            request.connectionId(),
                            described,
                            locked.userName(),
                            locked.userName(),
                            externalId,
                            member.active(),
                            locked.userName(),
                            externalId,
                            member.active(),
                            request.now(),
                            request.now(),
                            member.accountId())
                    .update();
        }
        String known = locked.externalId() == null ? externalId : locked.externalId();
        streams.append(
                connection, manage(connection, request, actor, member, known).all());
        return described;
    }

    private MemberEvents manage(
            Connection connection, Request request, Actor actor, Membership member, @Nullable String externalId)
            throws SQLException {
        Sql.on(
                        connection,
                        MANAGE,
                        request.connectionId(),
                        member.id(),
                        request.connectionId(),
                        request.now(),
                        "SCIM",
                        request.connectionId(),
                        request.now(),
                        actor.reference(),
                        member.id())
                .update();
        MemberEvents events = new MemberEvents(request, actor);
        events.member(
                EventType.MEMBER_ADOPTED,
                member.organizationId(),
                member.state(null),
                member.adopted().state(externalId),
                List.of(new Change("managedBy", source(actor), "NONE", "SCIM")),
                Map.of(),
                null);
        settlements.settle(
                connection, member.organizationId(), member.id(), Settlements.OF_BEING_UNMANAGED, actor, request.now());
        return events;
    }

    /**
     * No connection manages the member any more, and none may by itself again; a link that waits is taken back. Membership, resource and its
     * id stay.
     *
     * @return whether SCIM managed the member until now
     */
    public boolean release(Connection connection, Request request, Actor actor, UUID memberId) throws SQLException {
        LockedMember locked = LockedMember.require(connection, request.connectionId(), memberId);
        Membership member = locked.member();
        if (!member.managedByScim() && member.connectionId() == null) {
            Sql.on(connection, "delete from pending_link where member_id = ?", memberId)
                    .update();
            return false;
        }
        Sql.on(connection, RELEASE, memberId, request.now(), "NONE", null, request.now(), actor.reference(), memberId)
                .update();
        if (member.managedByScim()) {
            MemberEvents events = new MemberEvents(request, actor);
            events.member(
                    EventType.MEMBER_RELEASED,
                    member.organizationId(),
                    member.state(locked.externalId()),
                    member.released().state(locked.externalId()),
                    List.of(new Change("managedBy", source(actor), "SCIM", "NONE")),
                    Map.of(),
                    null);
            streams.append(connection, events.all());
        }
        return member.managedByScim();
    }

    /**
     * R-SDIS-4: members that this connection let go when its SCIM was switched off are managed again by the next push to their resource.
     * Members that SCIM never managed, or that an owner released, stay as they are.
     */
    UserState reclaim(Connection connection, Request request, UserState state) throws SQLException {
        List<Membership> memberships = new ArrayList<>(state.memberships());
        for (int i = 0; i < memberships.size(); i++) {
            Membership member = memberships.get(i);
            if (!member.managedByScim() && request.connectionId().equals(member.connectionId())) {
                streams.append(
                        connection,
                        manage(
                                        connection,
                                        request,
                                        request.actor(),
                                        member,
                                        state.description().externalId())
                                .all());
                memberships.set(i, member.adopted());
            }
        }
        return state.with(memberships);
    }

    private static String source(Actor actor) {
        return actor.type() == Actor.Type.SCIM ? "SCIM" : "ADMIN";
    }
}
