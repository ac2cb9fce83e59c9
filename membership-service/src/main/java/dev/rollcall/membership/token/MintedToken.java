package dev.rollcall.membership.token;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one answer that carries a token's value; it cannot be asked for again. */
record MintedToken(
        UUID id,
        String prefix,
        String token,
        @Nullable String label,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    /** Hides the value, so that a record printed by accident gives nothing away. */
    @Override
    public String toString() {
        return prefix + "…";
    }
}
