package dev.rollcall.sso.token;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An access token as it is handed out (RFC 6749 §5.1).
 *
 * @param tokenType always {@code Bearer}
 * @param expiresIn seconds
 */
public record Issued(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn) {}
