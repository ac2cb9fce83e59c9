package dev.rollcall.contract.signin;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection as sso-gateway needs it: read at the start of a flow and again at its end, never kept.
 *
 * @param version grows with every change of state or settings; another one at the end of a flow ends it
 * @param organizationId of the default organization
 * @param organizations all that it reaches, the default one among them
 * @param domains verified ones, in their IDNA form
 * @param enforced whether people of these domains must come this way (R-SSO-12)
 * @param idp null while nothing is set up
 */
public record SignInConnection(
        UUID id,
        String name,
        long version,
        State state,
        UUID organizationId,
        List<UUID> organizations,
        List<String> domains,
        boolean enforced,
        @Nullable IdpSettings idp) {
    /** Of one question: more flows than one replica has threads for. */
    public static final int TOGETHER_MAX = 32;

    /** How far its set-up is. */
    public enum State {
        /** Being set up: only an owner's test sign-in goes through. */
        DRAFT,
        /** A test sign-in came through with these settings. */
        TESTED,
        /** People sign in. */
        ACTIVE,
        /** Switched off by an owner: nobody signs in, flows under way end. */
        DISABLED
    }

    public SignInConnection {
        organizations = List.copyOf(organizations);
        domains = List.copyOf(domains);
    }
}
