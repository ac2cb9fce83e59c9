package dev.rollcall.membership.signin;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.DecisionRow;
import org.jspecify.annotations.Nullable;

/**
 * The decision table: R-JIT-6, and with it R-JIT-9, R-JIT-10, R-JIT-12, R-JIT-14, R-JIT-16, R-JIT-17 and R-DOM-5. Every combination of facts has
 * one row.
 */
final class JitRules {
    private JitRules() {}

    /** Who the person is to the connection's organizations. */
    enum Standing {
        /** An active member of one at least. */
        MEMBER,
        /** SCIM took them out. */
        DEACTIVATED,
        /** An account, no membership, a pending invitation. */
        ACCOUNT_INVITED,
        /** An account that is no member, but whose domain's auto-provisioning makes it one before the table is read (R-DOM-5). */
        CAPTURED,
        /** An account and nothing else. */
        ACCOUNT,
        /** No account, but a pending invitation. */
        NEW_INVITED,
        NEW
    }

    /** What keeps a person out whoever they are. */
    enum Fault {
        /** No e-mail address in the assertion. */
        EMAIL,
        /** Its domain is not a verified one of the connection. */
        DOMAIN,
        /** The address is an account's that is another person to this IdP. */
        IDENTITY,
        /** No seat in an organization that they would join. A member needs none. */
        SEAT
    }

    /**
     * @param mapped whether the assertion says which teams: by groups, or for somebody who is no member yet also by Docker attributes
     * @param fault null for none
     */
    record Facts(
            boolean jit,
            Standing standing,
            boolean mapped,
            @Nullable Fault fault) {}

    /** What to do. */
    sealed interface Decision {
        DecisionRow row();

        /** A member comes in. {@code addsTeams}: the groups' teams are added, none is ever taken away (R-JIT-12). */
        record Enter(DecisionRow row, boolean addsTeams) implements Decision {}

        /** Somebody joins, with a new account or the one that there is. {@code asMapped}: where the assertion says, not the default. */
        record Join(DecisionRow row, boolean newAccount, boolean asMapped) implements Decision {}

        /** An account joins the organization that has its address's domain. */
        record Capture(DecisionRow row) implements Decision {}

        /** An invitation is accepted. {@code addsTeams}: the groups' teams as well. */
        record Accept(DecisionRow row, boolean newAccount, boolean addsTeams) implements Decision {}

        /** Nobody comes in, and nothing is made. */
        record TurnAway(DecisionRow row, Refusal refusal) implements Decision {}
    }

    static Decision decide(Facts facts) {
        Fault fault = facts.fault();
        if (fault == Fault.EMAIL) {
            return new Decision.TurnAway(DecisionRow.UNFIT, Refusal.BAD_NAMEID);
        }
        if (fault == Fault.DOMAIN) {
            return new Decision.TurnAway(DecisionRow.UNFIT, Refusal.DOMAIN_UNVERIFIED);
        }
        if (fault == Fault.IDENTITY) {
            return new Decision.TurnAway(DecisionRow.UNFIT, Refusal.IDENTITY_TAKEN);
        }
        Decision decision = facts.jit() ? withJit(facts) : withoutJit(facts);
        return needsSeat(decision) && fault == Fault.SEAT
                ? new Decision.TurnAway(DecisionRow.UNFIT, Refusal.NO_SEAT)
                : decision;
    }

    /** Only who would join: a member has one, and an invitation holds one. */
    private static boolean needsSeat(Decision decision) {
        return decision instanceof Decision.Join || decision instanceof Decision.Capture;
    }

    private static Decision withJit(Facts facts) {
        boolean mapped = facts.mapped();
        return switch (facts.standing()) {
            case MEMBER -> new Decision.Enter(mapped ? DecisionRow.MEMBER_WITH_GROUPS : DecisionRow.MEMBER, mapped);
            case DEACTIVATED -> deactivated();
            case ACCOUNT_INVITED -> new Decision.Accept(DecisionRow.INVITED, false, mapped);
            // JIT takes precedence over the domain's auto-provisioning (R-DOM-5).
            case ACCOUNT, CAPTURED ->
                new Decision.Join(mapped ? DecisionRow.JOINS_AS_MAPPED : DecisionRow.JOINS_DEFAULT, false, mapped);
            case NEW_INVITED -> new Decision.Accept(DecisionRow.NEW_INVITED, true, mapped);
            case NEW -> new Decision.Join(mapped ? DecisionRow.NEW_AS_MAPPED : DecisionRow.NEW_DEFAULT, true, mapped);
        };
    }

    private static Decision withoutJit(Facts facts) {
        return switch (facts.standing()) {
            case MEMBER -> new Decision.Enter(DecisionRow.MEMBER_JIT_OFF, false);
            case DEACTIVATED -> deactivated();
            case ACCOUNT_INVITED -> new Decision.Accept(DecisionRow.INVITED_JIT_OFF, false, false);
            case CAPTURED -> new Decision.Capture(DecisionRow.MEMBER_JIT_OFF);
            case ACCOUNT -> new Decision.TurnAway(DecisionRow.STRANGER_JIT_OFF, Refusal.JIT_DISABLED);
            case NEW_INVITED -> new Decision.Accept(DecisionRow.NEW_INVITED_JIT_OFF, true, false);
            // Before anything is made: the documented order would leave an account behind (R-JIT-14).
            case NEW -> new Decision.TurnAway(DecisionRow.NEW_JIT_OFF, Refusal.JIT_DISABLED);
        };
    }

    /** The IdP said no over SCIM; that it says yes here does not undo it (R-JIT-16). */
    private static Decision deactivated() {
        return new Decision.TurnAway(DecisionRow.DEACTIVATED, Refusal.USER_DEACTIVATED);
    }
}
