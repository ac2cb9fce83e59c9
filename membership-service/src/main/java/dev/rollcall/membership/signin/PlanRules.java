package dev.rollcall.membership.signin;

import dev.rollcall.contract.signin.DecisionRow;
import dev.rollcall.contract.signin.SignInNote;
import dev.rollcall.membership.signin.JitRules.Decision;
import dev.rollcall.membership.signin.MappingRules.Mapping;
import dev.rollcall.membership.signin.MappingRules.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody goes who is let in, and as what: R-JIT-8 to R-JIT-12, R-JIT-15, R-ROLE-5 to R-ROLE-9, R-ROLE-13, R-GRP-15, R-GRP-16, R-DOM-5.
 */
final class PlanRules {
    private static final String DEFAULT_TEAM = "the default team";
    private static final String JIT = "JIT";
    private static final String INVITE = "INVITE";

    private PlanRules() {}

    /** A member comes in; what waits for them elsewhere is theirs with it. */
    static Plan enter(Known known, Person person, Mapping mapping, Decision.Enter decision) {
        Name stored = stored(known);
        Name name = keepsName(known) ? stored : NameRules.after(stored, person);
        return along(known, mapping, decision.row(), decision.addsTeams(), false, name, stored);
    }

    static Plan accept(Known known, Person person, Mapping mapping, Decision.Accept decision) {
        Name stored = stored(known);
        Name name = NameRules.after(stored, person);
        return along(known, mapping, decision.row(), decision.addsTeams(), decision.newAccount(), name, stored);
    }

    static Plan capture(Known known, Person person, Mapping mapping, Decision.Capture decision) {
        Name stored = stored(known);
        Name name = NameRules.after(stored, person);
        return new Plan(
                decision.row(),
                false,
                name,
                !name.equals(stored),
                captures(known),
                List.of(),
                List.of(),
                mapping.notes());
    }

    static Plan join(Known known, Person person, Mapping mapping, Decision.Join decision) {
        Name stored = stored(known);
        Name name = NameRules.after(stored, person);
        boolean renamed = !decision.newAccount() && !name.equals(stored);
        return new Plan(
                decision.row(),
                decision.newAccount(),
                name,
                renamed,
                newcomerJoins(known, mapping),
                List.of(),
                List.of(),
                mapping.notes());
    }

    /** Organization by organization: an invitation is accepted, a group's teams are added, and an own domain's organization is joined. */
    private static Plan along(
            Known known,
            Mapping mapping,
            DecisionRow row,
            boolean addsTeams,
            boolean newAccount,
            Name name,
            Name stored) {
        List<Plan.Join> joins = new ArrayList<>();
        List<Plan.Addition> additions = new ArrayList<>();
        List<Plan.Settled> settled = new ArrayList<>();
        List<SignInNote> notes = new ArrayList<>(mapping.notes());
        for (Known.Organization organization : known.organizations()) {
            List<Plan.Team> teams = addsTeams ? groupTeams(organization, mapping) : List.of();
            Known.Member member = organization.member();
            Known.Invitation invitation = organization.invitation();
            if (member != null) {
                if (member.active()) {
                    addMissing(organization, member, withInvited(invitation, teams), additions);
                    if (invitation != null) {
                        settled.add(new Plan.Settled(organization, invitation));
                    }
                }
            } else if (invitation != null) {
                joins.add(accepting(known, mapping, organization, invitation, teams));
            } else if (!teams.isEmpty() && organization.removedAt() == null) {
                addJoin(join(known, mapping, organization, teams), joins, notes);
            } else if (captures(known, organization)) {
                addJoin(capture(known, organization), joins, notes);
            }
        }
        boolean renamed = !newAccount && !name.equals(stored);
        return new Plan(row, newAccount, name, renamed, joins, additions, settled, notes);
    }

    /** The organizations that an account of the address's domain joins by itself (R-DOM-5). */
    static List<Plan.Join> captures(Known known) {
        return known.organizations().stream()
                .filter(organization -> captures(known, organization))
                .map(organization -> capture(known, organization))
                .toList();
    }

    private static boolean captures(Known known, Known.Organization organization) {
        return known.account() != null
                && organization.capturing()
                && organization.member() == null
                && organization.removedAt() == null;
    }

    private static Plan.Join capture(Known known, Known.Organization organization) {
        return new Plan.Join(organization, "AUTO_DOMAIN", known.settings().defaultRole(), "DEFAULT", List.of(), null);
    }

    private static Name stored(Known known) {
        return known.account() == null ? Name.NONE : known.account().name();
    }

    /** Where somebody belongs who is no member yet: what groups and attributes say together, or else the default (R-JIT-11). */
    static List<Plan.Join> newcomerJoins(Known known, Mapping mapping) {
        boolean byAttribute = mapping.organization() != null || mapping.team() != null;
        boolean byDefault = mapping.groups().isEmpty() && !byAttribute;
        String attributeAt =
                mapping.organization() == null ? known.defaultOrganization().key() : mapping.organization();
        List<Plan.Join> joins = new ArrayList<>();
        for (Known.Organization organization : known.organizations()) {
            boolean isDefault = organization.id().equals(known.settings().defaultOrganization());
            boolean attribute = byAttribute && organization.key().equals(attributeAt);
            List<Plan.Team> teams = new ArrayList<>(groupTeams(organization, mapping));
            boolean target = !teams.isEmpty() || attribute || byDefault && isDefault;
            if (attribute && mapping.team() != null) {
                addUnlessThere(team(organization, mapping.team(), "ATTRIBUTE"), teams);
            }
            UUID defaultTeam = known.settings().defaultTeam();
            if (byDefault && isDefault && defaultTeam != null) {
                teams.add(new Plan.Team(defaultTeam, DEFAULT_TEAM, "DEFAULT"));
            }
            if (target) {
                joins.add(join(known, mapping, organization, teams));
            }
        }
        return joins;
    }

    /** R-JIT-15: with JIT off, SCIM may be the one who names whom it manages. */
    private static boolean keepsName(Known known) {
        boolean scimDecides = !known.settings().jit() && known.settings().scimNames();
        for (Known.Organization organization : known.memberships()) {
            Known.Member member = organization.member();
            if (scimDecides && member != null && member.managedByScim()) {
                return true;
            }
        }
        return false;
    }

    private static Plan.Join join(
            Known known, Mapping mapping, Known.Organization organization, List<Plan.Team> teams) {
        String role = mapping.roleIn(organization.key());
        return role == null
                ? new Plan.Join(organization, JIT, known.settings().defaultRole(), "DEFAULT", teams, null)
                : new Plan.Join(organization, JIT, role, JIT, teams, null);
    }

    /** R-ROLE-13: the assertion's role before the invitation's. With JIT off the assertion says nothing but who it is. */
    private static Plan.Join accepting(
            Known known,
            Mapping mapping,
            Known.Organization organization,
            Known.Invitation invitation,
            List<Plan.Team> teams) {
        String role = known.settings().jit() ? mapping.roleIn(organization.key()) : null;
        List<Plan.Team> all = withInvited(invitation, teams);
        return role == null
                ? new Plan.Join(organization, INVITE, invitation.role(), INVITE, all, invitation)
                : new Plan.Join(organization, INVITE, role, JIT, all, invitation);
    }

    private static List<Plan.Team> withInvited(Known.@Nullable Invitation invitation, List<Plan.Team> teams) {
        if (invitation == null || invitation.team() == null) {
            return teams;
        }
        Known.InvitedTeam invited = invitation.team();
        List<Plan.Team> all = new ArrayList<>(teams);
        all.removeIf(team -> invited.id().equals(team.id()));
        all.addFirst(new Plan.Team(invited.id(), invited.name(), INVITE));
        return all;
    }

    /** Somebody who is a member elsewhere comes in all the same: a full organization must not lock them out of their own. */
    private static void addJoin(Plan.Join join, List<Plan.Join> joins, List<SignInNote> notes) {
        if (join.organization().seatFree()) {
            joins.add(join);
        } else {
            notes.add(new SignInNote(
                    SignInNote.Code.NO_SEAT_ELSEWHERE,
                    MappingRules.sentence(SignInNote.Code.NO_SEAT_ELSEWHERE, false),
                    List.of(join.organization().name())));
        }
    }

    private static void addMissing(
            Known.Organization organization,
            Known.Member member,
            List<Plan.Team> teams,
            List<Plan.Addition> additions) {
        List<Plan.Team> missing = teams.stream()
                .filter(team -> team.id() == null || !member.teams().contains(team.id()))
                .toList();
        if (!missing.isEmpty()) {
            additions.add(new Plan.Addition(organization, member, missing));
        }
    }

    private static List<Plan.Team> groupTeams(Known.Organization organization, Mapping mapping) {
        Map<String, Plan.Team> teams = new LinkedHashMap<>();
        for (Place place : mapping.groups()) {
            if (place.organization().equals(organization.key())) {
                teams.putIfAbsent(place.teamKey(), team(organization, place.team(), "JIT_GROUP"));
            }
        }
        return List.copyOf(teams.values());
    }

    private static void addUnlessThere(Plan.Team team, List<Plan.Team> teams) {
        if (teams.stream().noneMatch(known -> known.name().equalsIgnoreCase(team.name()))) {
            teams.add(team);
        }
    }

    private static Plan.Team team(Known.Organization organization, String name, String source) {
        UUID id = organization.teams().get(name.toLowerCase(Locale.ROOT));
        return new Plan.Team(id, name, source);
    }
}
