package dev.rollcall.membership.token;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth client as the list shows it: never its secret.
 *
 * @param createdBy {@code user:<account id>}
 * @param lastUsedAt to the minute, for a token or with one; null when never
 */
record ShownOauthClient(
        UUID id,
        String clientId,
        @Nullable String label,
        ShownToken.State state,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant deletedAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedAddress,
        List<String> warnings) {}
