package dev.rollcall.sso.session;

import java.time.Instant;
import java.util.UUID;

/**
 * A browser that is signed in.
 *
 * @param email as at sign-in, to be shown
 * @param platform the break-glass owner's
 * @param address where it was opened from
 * @param lastSeenAt to the minute
 */
record Session(
        UUID id,
        UUID accountId,
        String email,
        boolean platform,
        String address,
        String userAgent,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt) {}
