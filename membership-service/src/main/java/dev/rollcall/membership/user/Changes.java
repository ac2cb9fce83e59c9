package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.membership.guard.DeprovisioningGuard;
import dev.rollcall.membership.guard.HeldDeprovisionings;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.user.AssignedTeams.Assignment;
import dev.rollcall.membership.user.ChangeRules.Fate;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Carries a changed description out: resource, account and memberships, under the locks that {@link UserRows#lock} took. */
@ApplicationScoped
class Changes {
    private final AssignedTeams teams;
    private final Joining joining;
    private final Emails emails;
    private final ChangeWriter writer;
    private final Observations observations;

    Changes(AssignedTeams teams, Joining joining, Emails emails, ChangeWriter writer, Observations observations) {
        this.teams = teams;
        this.joining = joining;
        this.emails = emails;
        this.writer = writer;
        this.observations = observations;
    }

    /** The state afterwards; the same object when nothing differs from what was pushed before (R-SCIM-42). Throws a refusal with everything as it was. */
    UserState apply(Connection connection, Request request, UserState state, Description wanted) throws SQLException {
        Description before = state.description();
        List<Change> differences = ChangeRules.differences(before, wanted);
        if (state.reach().held() && wanted.active()) {
            // The identity provider thought better of it.
            HeldDeprovisionings.forget(connection, request.connectionId(), state.id());
        }
        if (differences.isEmpty() && state.version() > 0 && !missesMembership(state)) {
            return state;
        }
        MemberEvents events = new MemberEvents(request);
        @Nullable String email = emails.change(connection, request, events, state, before, wanted);
        UUID target = joining.target(connection, state, wanted);
        List<Fate> fates = new ArrayList<>();
        List<Membership> after = new ArrayList<>();
        for (Membership member : state.memberships()) {
            Fate fate = fate(connection, request, events, state, member, before, wanted, target);
            fates.add(fate);
            after.add(fate instanceof Fate.Changes changes ? changes.after() : member);
        }
        LastOwner.check(connection, fates);
        ChangeWriter.Planned planned =
                new ChangeWriter.Planned(request, state, before, wanted, fates, differences, email, events);
        ChangeWriter.Ready ready = ChangeWriter.prepare(planned);
        writer.store(connection, List.of(ready));
        for (var flap : ready.flaps().entrySet()) {
            Membership member = flap.getKey();
            observations.flapping(connection, request, member.organizationId(), member.id(), flap.getValue());
        }
        if (!after.isEmpty()) {
            observations.email(connection, request, state.connection(), after.getFirst(), before, wanted);
        }
        after.addAll(joining.joinIfMissing(connection, request, state, wanted, target));
        return planned.after(after);
    }

    /** The membership was ended by hand; a push from the IdP brings it back (R-MEM-12). */
    private static boolean missesMembership(UserState state) {
        return state.memberships().isEmpty() && state.description().active();
    }

    private Fate fate(
            Connection connection,
            Request request,
            MemberEvents events,
            UserState state,
            Membership member,
            Description before,
            Description wanted,
            UUID target)
            throws SQLException {
        boolean here = member.organizationId().equals(target);
        if (!member.managedByScim()) {
            return new Fate.Stays(member);
        }
        if (!member.active() && wanted.active()) {
            List<Assignment> restored = restored(connection, request, events, state, member, wanted, here);
            if (state.reach().limited().contains(member.organizationId())) {
                Seats.take(connection, member.organizationId(), member.organizationName());
            }
            AssignedTeams.add(connection, request, member.id(), restored);
            List<UUID> ids =
                    restored.stream().map(Assignment::teamId).distinct().toList();
            return ChangeRules.fate(member, before, wanted, here, ids);
        }
        if (member.active() && !wanted.active()) {
            DeprovisioningGuard.check(
                    connection, state.departure(request, member, HeldDeprovisionings.Kind.DEACTIVATE));
            if (state.reach().limited().contains(member.organizationId())) {
                Seats.free(connection, member.organizationId());
            }
        } else if (here && !Objects.equals(before.team(), wanted.team())) {
            return retold(connection, request, events, member, before, wanted);
        }
        return ChangeRules.fate(member, before, wanted, here, List.of());
    }

    private List<Assignment> restored(
            Connection connection,
            Request request,
            MemberEvents events,
            UserState state,
            Membership member,
            Description wanted,
            boolean here)
            throws SQLException {
        List<Assignment> restored = new ArrayList<>();
        for (UUID team : state.reach().groupTeams().getOrDefault(member.id(), List.of())) {
            restored.add(new Assignment(team, "SCIM_GROUP"));
        }
        if (here && wanted.team() != null) {
            restored.add(new Assignment(
                    teams.require(connection, request, events, member.organizationId(), wanted.team()), "ATTRIBUTE"));
        } else if (here && wanted.organization() == null && state.connection().defaultTeamId() != null) {
            restored.add(new Assignment(state.connection().defaultTeamId(), "DEFAULT"));
        }
        return restored;
    }

    /** Another {@code dockerTeam}: the team that the attribute gave before goes, teams from groups or by hand stay (R-ROLE-11). */
    private Fate retold(
            Connection connection,
            Request request,
            MemberEvents events,
            Membership member,
            Description before,
            Description wanted)
            throws SQLException {
        Sql.on(connection, "delete from team_member where member_id = ? and source = 'ATTRIBUTE'", member.id())
                .update();
        if (wanted.team() != null) {
            UUID team = teams.require(connection, request, events, member.organizationId(), wanted.team());
            AssignedTeams.add(connection, request, member.id(), List.of(new Assignment(team, "ATTRIBUTE")));
        }
        List<UUID> now = Sql.on(connection, "select distinct team_id from team_member where member_id = ?", member.id())
                .list(row -> row.getObject(1, UUID.class));
        Fate fate = ChangeRules.fate(member, before, wanted, true, List.of());
        Membership after = (fate instanceof Fate.Changes changes ? changes.after() : member).withTeams(now);
        ChangeRules.Transition transition =
                fate instanceof Fate.Changes changes ? changes.transition() : ChangeRules.Transition.TEAMS;
        return new Fate.Changes(member, after, transition);
    }
}
