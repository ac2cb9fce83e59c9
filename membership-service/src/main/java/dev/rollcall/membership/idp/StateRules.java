package dev.rollcall.membership.idp;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.SignInConnection.State;
import org.jspecify.annotations.Nullable;

/** Between which states an owner may switch, and when people may be made to come this way (R-SSO-12, R-SSO-14). */
public final class StateRules {
    private StateRules() {}

    /** Where a connection stands, or shall stand. */
    public record Standing(State state, boolean enforced) {}

    /**
     * What speaks for sending people there.
     *
     * @param setUp whether there are settings
     * @param tested whether a test sign-in has come through with this identity provider
     * @param override an owner's word that none is needed
     */
    public record Grounds(boolean setUp, boolean tested, boolean override) {}

    /** Null leaves one as it is. */
    public static Standing change(Standing before, @Nullable State state, @Nullable Boolean enforced, Grounds grounds) {
        boolean willBeEnforced = enforced == null ? before.enforced() : enforced;
        State then = state == null ? before.state() : reached(before.state(), state, grounds);
        if (willBeEnforced && then != State.ACTIVE) {
            throw before.enforced()
                    ? IdpRules.enforced("be switched off")
                    : refused("enforced", "needs the state ACTIVE; nobody could sign in otherwise");
        }
        if (willBeEnforced && !before.enforced() && !grounds.tested() && !grounds.override()) {
            throw refused(
                    "enforced",
                    "no test sign-in has come through, and nobody on the connection's domains would have another way in;"
                            + " do one, or repeat with \"override\": true");
        }
        return new Standing(then, willBeEnforced);
    }

    private static State reached(State before, State wanted, Grounds grounds) {
        if (before == wanted) {
            return wanted;
        }
        switch (wanted) {
            case DRAFT -> {}
            case TESTED -> throw refused("state", "TESTED comes with a test sign-in and cannot be set");
            case ACTIVE -> requireFit(before, grounds);
            case DISABLED -> {
                if (before == State.DRAFT) {
                    throw refused("state", "a DRAFT lets nobody in; there is nothing to switch off");
                }
            }
        }
        return wanted;
    }

    private static void requireFit(State before, Grounds grounds) {
        if (!grounds.setUp()) {
            throw refused("state", "no identity provider is set up; PUT its settings to /idp first");
        }
        if (before == State.DRAFT && !grounds.override()) {
            throw refused(
                    "state",
                    "no test sign-in has come through with these settings; do one, or repeat with \"override\": true");
        }
    }

    private static Refused refused(String field, String fault) {
        return Refusal.VALUE_INVALID.because(field + ": " + fault + ".");
    }
}
