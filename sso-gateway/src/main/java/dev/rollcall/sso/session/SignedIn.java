package dev.rollcall.sso.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is signed in, checked at this moment.
 *
 * @param name to be shown: the break-glass owner's e-mail, a member's username
 * @param platform the break-glass owner
 * @param grants the memberships that the session still stands on, by name of the organization; empty for the break-glass owner
 */
public record SignedIn(
        UUID accountId, UUID sessionId, String name, boolean platform, Instant expiresAt, List<HeldGrant> grants) {
    /** The membership that somebody means; see {@link GrantRules}. */
    public HeldGrant requireGrant(@Nullable String organization) {
        return GrantRules.require(grants, organization);
    }

    static SignedIn of(Session session) {
        return new SignedIn(
                session.accountId(),
                session.id(),
                session.name(),
                session.platform(),
                session.expiresAt(),
                session.live());
    }
}
