package dev.rollcall.membership.token;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as the list shows it: never its secret (R-TOK-5).
 *
 * @param prefix how the token begins, to be told apart by
 * @param createdBy {@code user:<account id>}
 * @param lastUsedAt to the minute; null when never
 */
record ShownToken(
        UUID id,
        String prefix,
        @Nullable String label,
        State state,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedAddress,
        List<String> warnings) {

    enum State {
        LIVE,
        EXPIRED,
        REVOKED
    }
}
