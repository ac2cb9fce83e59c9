package dev.rollcall.membership.signin;

import dev.rollcall.contract.signin.DecisionRow;
import dev.rollcall.contract.signin.SignInNote;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-in that is let in does.
 *
 * @param name the account's afterwards
 * @param renamed whether the account that there is gets it
 * @param joins new memberships, in the order of the organizations' ids
 * @param additions teams for memberships that there are
 * @param settled invitations of organizations that the account is a member of already, by other ways; their seats are free again
 */
record Plan(
        DecisionRow row,
        boolean newAccount,
        Name name,
        boolean renamed,
        List<Join> joins,
        List<Addition> additions,
        List<Settled> settled,
        List<SignInNote> notes) {

    /** Whether everything is as it was, but for the sign-in. */
    boolean changesNothing() {
        return !newAccount && !renamed && joins.isEmpty() && additions.isEmpty() && settled.isEmpty();
    }

    /**
     * @param id null when the team is to be made
     * @param source as in {@code team_member.source}
     */
    record Team(@Nullable UUID id, String name, String source) {}

    /**
     * @param origin as in {@code member.origin}
     * @param roleSource as in {@code member.role_source}
     * @param invitation that is accepted by it, and whose seat it takes over; null for none
     */
    record Join(
            Known.Organization organization,
            String origin,
            String role,
            String roleSource,
            List<Team> teams,
            Known.@Nullable Invitation invitation) {}

    record Settled(Known.Organization organization, Known.Invitation invitation) {}

    record Addition(Known.Organization organization, Known.Member member, List<Team> teams) {}
}
