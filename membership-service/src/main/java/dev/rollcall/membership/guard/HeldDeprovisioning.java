package dev.rollcall.membership.guard;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request that the guard held.
 *
 * @param userId the SCIM resource, or the member who would have got it by being linked
 * @param userName the member's address where there is no resource yet; null when it is gone meanwhile
 * @param kind what was asked for last
 * @param count how often it was asked for
 */
public record HeldDeprovisioning(
        UUID userId,
        @Nullable String userName,
        HeldDeprovisionings.Kind kind,
        Instant firstAskedAt,
        Instant lastAskedAt,
        long count) {}
