package dev.rollcall.sso.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An access token as it is handed out (RFC 6749 §5.1).
 *
 * @param tokenType always {@code Bearer}
 * @param expiresIn seconds
 * @param refreshToken for the next access token, once; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Issued(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("refresh_token") @Nullable String refreshToken) {

    Issued with(RefreshToken next) {
        return new Issued(accessToken, tokenType, expiresIn, next.text());
    }
}
