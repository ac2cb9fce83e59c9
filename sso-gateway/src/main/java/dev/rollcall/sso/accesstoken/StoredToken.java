package dev.rollcall.sso.accesstoken;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An access token as lists show it.
 *
 * @param prefix the value's beginning, to recognise it by
 * @param createdBy account of who made it; the token outlives their membership (R-ACC-5)
 * @param expiresAt null: never
 * @param lastUsedAt to the minute; null: never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredToken(
        UUID id,
        @JsonIgnore UUID organizationId,
        String label,
        String description,
        String prefix,
        Set<TokenScope> scopes,
        UUID createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
