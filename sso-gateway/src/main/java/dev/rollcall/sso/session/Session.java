package dev.rollcall.sso.session;

import dev.rollcall.sso.session.GrantRows.Key;
import dev.rollcall.sso.signin.SessionEvents.Ended;
import dev.rollcall.sso.signin.SessionEvents.Foundation;
import dev.rollcall.sso.signin.SessionEvents.Why;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A browser that is signed in.
 *
 * @param name to be shown, as at sign-in: the break-glass owner's e-mail, a member's username
 * @param platform the break-glass owner's
 * @param address where it was opened from
 * @param lastSeenAt to the minute
 * @param checkedAt when the source of truth was last asked about the memberships and let it live; null: not yet, or the owner's
 * @param idp null for the owner's, and for that of who signed in by a link
 * @param grants by name of the organization; empty for the owner's
 */
record Session(
        UUID id,
        UUID accountId,
        String name,
        boolean platform,
        String address,
        String userAgent,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        @Nullable Instant checkedAt,
        @Nullable IdpSession idp,
        List<HeldGrant> grants) {

    Key key() {
        return new Key(accountId, id);
    }

    /** The memberships that still stand. */
    List<HeldGrant> live() {
        return grants.stream().filter(HeldGrant::live).toList();
    }

    /** As the source of truth sees it. */
    Session checked(Instant at, List<HeldGrant> settled) {
        return new Session(
                id, accountId, name, platform, address, userAgent, createdAt, lastSeenAt, expiresAt, at, idp, settled);
    }

    /** Its end, to be told. */
    Ended ended(Why why) {
        var foundations = grants.stream()
                .map(grant -> new Foundation(grant.organizationId(), grant.memberId()))
                .toList();
        return new Ended(id, accountId, idp == null ? null : idp.connectionId(), foundations, why);
    }
}
