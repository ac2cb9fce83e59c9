package dev.rollcall.membership.guard;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request that the guard held.
 *
 * @param userId the SCIM resource
 * @param userName null when the resource is gone meanwhile
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
