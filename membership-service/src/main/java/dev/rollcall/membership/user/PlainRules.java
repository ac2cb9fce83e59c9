package dev.rollcall.membership.user;

import java.util.Objects;
import java.util.Optional;

/** Which changes of a user touch the user's own rows and nothing else. */
final class PlainRules {
    private PlainRules() {}

    /** The one membership that the change is about; empty when more must be looked at or written than the user's own rows. */
    static Optional<Membership> plain(UserState state, Description wanted) {
        if (state.memberships().size() != 1
                || state.version() == 0
                || state.reach().held()) {
            return Optional.empty();
        }
        Membership member = state.memberships().getFirst();
        boolean atHome = member.organizationId().equals(state.connection().organizationId())
                && wanted.organization() == null
                && member.managedByScim();
        return atHome && sameName(state, wanted) && plain(state, member, wanted)
                ? Optional.of(member)
                : Optional.empty();
    }

    /** A name or address that changes must be free, and may be a clash (R-SCIM-18, R-SCIM-39). */
    private static boolean sameName(UserState state, Description wanted) {
        Description before = state.description();
        return before.userNameKey().equals(wanted.userNameKey())
                && Objects.equals(before.email(), wanted.email())
                && UserRules.otherEmail(state.connection(), before)
                        .equals(UserRules.otherEmail(state.connection(), wanted));
    }

    /** Teams and seats have rows of their own. */
    private static boolean plain(UserState state, Membership member, Description wanted) {
        if (!Objects.equals(state.description().team(), wanted.team())) {
            return false;
        }
        if (member.active() == wanted.active()) {
            return true;
        }
        if (state.reach().limited().contains(member.organizationId())) {
            return false;
        }
        return !wanted.active()
                || wanted.team() == null
                        && state.connection().defaultTeamId() == null
                        && state.reach()
                                .groupTeams()
                                .getOrDefault(member.id(), java.util.List.of())
                                .isEmpty();
    }
}
