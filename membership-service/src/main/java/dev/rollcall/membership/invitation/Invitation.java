package dev.rollcall.membership.invitation;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pending invitation as the API shows it (R-INV-7).
 *
 * @param inviterUsername null when that account is gone
 * @param invitee the address
 * @param org the organization's name
 * @param team its name; null for none, or one that is gone
 * @param expiresAt from then on it holds no seat and counts for nothing
 * @param warning what the owner should know; null where there is nothing (R-INV-10)
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Invitation(
        UUID id,
        @Nullable String inviterUsername,
        String invitee,
        String org,
        @Nullable String team,
        String role,
        Instant createdAt,
        Instant expiresAt,
        @Nullable String warning) {}
