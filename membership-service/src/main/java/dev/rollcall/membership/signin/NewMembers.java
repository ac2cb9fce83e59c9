package dev.rollcall.membership.signin;

import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.MemberState;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.notice.Notice;
import dev.rollcall.membership.notice.OwnerNotices;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.user.MemberEvents;
import dev.rollcall.membership.user.Seats;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Memberships that begin with a sign-in, of origin JIT, INVITE or AUTO_DOMAIN. Nobody manages them; the connection that they came through, and who
 * invited, stand in their provenance (R-ORG-1).
 */
@ApplicationScoped
class NewMembers {
    private static final String INSERT = """
            insert into member (organization_id, account_id, id, role, role_source, status, origin, managed_by, connection_id,
                                joined_at, updated_at, version, session_epoch, provenance)
            values (?, ?, ?, ?, ?, 'ACTIVE', ?, 'NONE', null, ?, ?, 1, 1,
                    jsonb_strip_nulls(jsonb_build_object('connection', ?::text, 'firstActor', ?::text)))""";

    private final Moments moments;
    private final SignInTeams teams;
    private final OwnerNotices notices;

    NewMembers(Moments moments, SignInTeams teams, OwnerNotices notices) {
        this.moments = moments;
        this.teams = teams;
        this.notices = notices;
    }

    /** The organization with its new member, who has taken a seat, or taken over the one that the invitation held. */
    Known.Organization join(
            Connection connection,
            Asked asked,
            Known.Account account,
            @Nullable String externalId,
            Plan.Join join,
            MemberEvents events)
            throws SQLException {
        Known.Organization organization = join.organization();
        Known.Invitation invitation = join.invitation();
        if (invitation == null) {
            takeSeat(connection, organization);
        } else {
            Acceptances.accept(connection, asked, organization.id(), invitation, events);
        }
        UUID id = moments.newId();
        Sql.on(
                        connection,
                        INSERT,
                        organization.id(),
                        account.id(),
                        id,
                        join.role(),
                        join.roleSource(),
                        join.origin(),
                        asked.now(),
                        asked.now(),
                        asked.connection() == null ? null : asked.connection().toString(),
                        invitation == null ? null : "user:" + invitation.invitedBy())
                .update();
        List<SignInTeams.Given> given = teams.give(connection, asked, organization.id(), id, join.teams(), events);
        Known.Member member = new Known.Member(
                id,
                account.id(),
                join.role(),
                true,
                join.origin(),
                false,
                null,
                1,
                1,
                given.stream().map(SignInTeams.Given::id).toList(),
                null,
                asked.now());
        tell(asked, account, organization.id(), member.state(account.userName(), externalId), given, events);
        if (join.origin().equals("AUTO_DOMAIN")) { // R-DOM-5
            String email = account.email() == null ? "" : account.email();
            notices.tell(
                    connection, organization.id(), new Notice.JoinedByDomain(email, account.userName()), asked.now());
        }
        return organization.with(member);
    }

    /** The read said that there is one; whoever took it since has committed by now. */
    private static void takeSeat(Connection connection, Known.Organization organization) throws SQLException {
        if (organization.seatsLimited()) {
            try {
                Seats.take(connection, organization.id(), organization.name());
            } catch (Refused full) {
                throw LostRace.because("The last seat went meanwhile");
            }
        }
    }

    private static void tell(
            Asked asked,
            Known.Account account,
            UUID organizationId,
            MemberState state,
            List<SignInTeams.Given> given,
            MemberEvents events) {
        events.member(
                EventType.USER_PROVISIONED,
                organizationId,
                null,
                state,
                null,
                Map.of("origin", state.origin()),
                new Pii(asked.person().email(), account.name().full(), null, null));
        for (SignInTeams.Given team : given) {
            events.member(
                    EventType.MEMBER_TEAM_ADDED,
                    organizationId,
                    null,
                    state,
                    null,
                    Map.of("teamId", team.id(), "source", team.source()),
                    null);
        }
    }
}
