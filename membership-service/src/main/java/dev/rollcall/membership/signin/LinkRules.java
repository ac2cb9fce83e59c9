package dev.rollcall.membership.signin;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.DecisionRow;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.membership.signin.JitRules.Decision;
import dev.rollcall.membership.signin.JitRules.Facts;
import dev.rollcall.membership.signin.JitRules.Fault;
import dev.rollcall.membership.signin.JitRules.Standing;
import dev.rollcall.membership.signin.MappingRules.Mapping;
import java.util.List;

/**
 * Who gets in by a link that was mailed to their address: the table of {@link JitRules} with JIT off, for a link says nothing but whose the address
 * is. Guests, invited people, members whose sign-in is not enforced, and whom no connection serves any more (R-SSO-12, R-SSO-15, R-INV-9).
 */
final class LinkRules {
    /** A link brings neither groups nor attributes. */
    static final Mapping NOTHING = new Mapping(List.of(), null, null, null, List.of());

    private LinkRules() {}

    /** @param enforced whether an identity provider is the only way in for the address's domain */
    static Decision decide(Known known, boolean enforced) {
        if (enforced) {
            return new Decision.TurnAway(DecisionRow.UNFIT, Refusal.SSO_REQUIRED);
        }
        Standing standing = standing(known);
        boolean full = standing == Standing.CAPTURED
                && PlanRules.captures(known).stream()
                        .anyMatch(join -> !join.organization().seatFree());
        Decision decision = JitRules.decide(new Facts(false, standing, false, full ? Fault.SEAT : null));
        return decision instanceof Decision.TurnAway away && away.refusal() == Refusal.JIT_DISABLED
                ? new Decision.TurnAway(away.row(), Refusal.NOT_INVITED)
                : decision;
    }

    /** What one organization's identity provider said of somebody does not keep another organization from inviting them. */
    private static Standing standing(Known known) {
        boolean invited = known.organizations().stream().anyMatch(Known.Organization::invites);
        boolean member = !known.memberships().isEmpty();
        return known.account() != null && invited && !member ? Standing.ACCOUNT_INVITED : StandingRules.standing(known);
    }

    static SignInAnswer.Denied denied(Decision.TurnAway away, Known known, Person person, String traceId) {
        String trace = " TraceID: " + traceId;
        return switch (away.refusal()) {
            case SSO_REQUIRED ->
                denied(
                        away,
                        "Your organization asks you to sign in over its identity provider. Begin at the sign-in page"
                                + " and choose it." + trace,
                        "The address's domain is enforced by a connection.");
            case NO_SEAT ->
                denied(
                        away,
                        "Not enough seats in your organization. Contact your administrator." + trace,
                        "Add seats, or free some.");
            case NOT_INVITED ->
                denied(
                        away,
                        "You are not a member of any organization, and not invited to one. Contact your administrator."
                                + trace,
                        "Invite the person.");
            default -> TurnAwayRules.denied(away, known, person, NOTHING, traceId);
        };
    }

    private static SignInAnswer.Denied denied(Decision.TurnAway away, String detail, String setting) {
        return new SignInAnswer.Denied(away.row(), away.refusal(), "Access denied", detail, setting, List.of());
    }
}
