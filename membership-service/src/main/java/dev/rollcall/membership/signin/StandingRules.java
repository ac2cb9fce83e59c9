package dev.rollcall.membership.signin;

import dev.rollcall.membership.signin.JitRules.Facts;
import dev.rollcall.membership.signin.JitRules.Fault;
import dev.rollcall.membership.signin.JitRules.Standing;
import dev.rollcall.membership.signin.MappingRules.Mapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Turns what is known into the facts of the decision table. */
final class StandingRules {
    private StandingRules() {}

    static Facts facts(Known known, Person person, Mapping mapping) {
        boolean jit = known.settings().jit();
        if (person.email() == null && !known.linked()) {
            return new Facts(jit, Standing.NEW, false, Fault.EMAIL);
        }
        if (!known.domainVerified()) {
            return new Facts(jit, Standing.NEW, false, Fault.DOMAIN);
        }
        if (!known.linked() && known.otherIdentity()) {
            return new Facts(jit, Standing.NEW, false, Fault.IDENTITY);
        }
        Standing standing = standing(known);
        boolean mapped = standing == Standing.MEMBER ? !mapping.groups().isEmpty() : mapping.mapsNewcomers();
        boolean full = fullOrganization(known, mapping).isPresent();
        return new Facts(jit, standing, mapped, full ? Fault.SEAT : null);
    }

    /** The first organization that somebody would join who is no member yet, and that has no seat. */
    static Optional<Known.Organization> fullOrganization(Known known, Mapping mapping) {
        boolean captured = !known.settings().jit() && standing(known) == Standing.CAPTURED;
        List<Plan.Join> joins = captured ? PlanRules.captures(known) : PlanRules.newcomerJoins(known, mapping);
        return joins.stream()
                .map(Plan.Join::organization)
                .filter(organization -> !organization.seatFree())
                .findFirst();
    }

    static Standing standing(Known known) {
        boolean invited = known.organizations().stream().anyMatch(Known.Organization::invites);
        if (known.account() == null) {
            return invited ? Standing.NEW_INVITED : Standing.NEW;
        }
        boolean member = !known.memberships().isEmpty();
        if (deactivated(known, member)) {
            return Standing.DEACTIVATED;
        }
        if (member) {
            return Standing.MEMBER;
        }
        if (invited) {
            return Standing.ACCOUNT_INVITED;
        }
        return PlanRules.captures(known).isEmpty() ? Standing.ACCOUNT : Standing.CAPTURED;
    }

    /** When the person was taken out last; of somebody who is no member anywhere, when SCIM's User said so. Empty for who was not. */
    static Optional<Instant> outSince(Known known) {
        List<Instant> times = new ArrayList<>(removals(known));
        inactive(known).forEach(member -> times.add(member.outSince()));
        if (times.isEmpty() && saysNo(known)) {
            return Optional.ofNullable(known.described()).map(Known.Described::changedAt);
        }
        return times.stream().max(Comparator.naturalOrder());
    }

    private static boolean saysNo(Known known) {
        return known.described() != null && !known.described().active();
    }

    /**
     * Taken out by this connection's own IdP, whatever other memberships there are; or by another one, or removed, and nothing is left; or its
     * SCIM says inactive of somebody who has no membership at all. An invitation from after a removal is an owner's word that undoes it (R-ORG-4).
     */
    private static boolean deactivated(Known known, boolean member) {
        UUID connection = known.settings().id();
        boolean byThisIdp = inactive(known).stream().anyMatch(out -> connection.equals(out.connectionId()));
        return byThisIdp || !member && outSince(known).isPresent();
    }

    private static List<Instant> removals(Known known) {
        List<Instant> removals = new ArrayList<>();
        for (Known.Organization organization : known.organizations()) {
            Instant removed = organization.removedAt();
            if (removed != null && !organization.invites()) {
                removals.add(removed);
            }
        }
        return removals;
    }

    private static List<Known.Member> inactive(Known known) {
        List<Known.Member> inactive = new ArrayList<>();
        for (Known.Organization organization : known.organizations()) {
            Known.Member member = organization.member();
            if (member != null && !member.active()) {
                inactive.add(member);
            }
        }
        return inactive;
    }
}
