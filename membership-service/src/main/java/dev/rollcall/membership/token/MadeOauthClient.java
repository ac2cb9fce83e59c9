package dev.rollcall.membership.token;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one answer that carries a client's secret; it cannot be asked for again.
 *
 * @param tokenEndpoint where it is exchanged for access tokens (RFC 6749 §4.4)
 */
record MadeOauthClient(
        UUID id,
        String clientId,
        String clientSecret,
        String tokenEndpoint,
        @Nullable String label,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    /** Hides the secret, so that a record printed by accident gives nothing away. */
    @Override
    public String toString() {
        return clientId;
    }
}
