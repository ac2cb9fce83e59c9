package dev.rollcall.contract.provisioning;

import org.jspecify.annotations.Nullable;

/**
 * Whose JSON Web Tokens speak for a connection besides its own tokens (E24).
 *
 * @param issuer exactly as in {@code iss}; at most {@value #TEXT_MAX} characters, of one connection only
 * @param audience one of the values of {@code aud}
 * @param jwksUri where the issuer publishes its keys (RFC 7517)
 * @param subject exactly as in {@code sub}; null when any subject of that issuer and audience will do
 */
public record ScimTrust(
        String issuer,
        String audience,
        String jwksUri,
        @Nullable String subject) {
    public static final int TEXT_MAX = 300; // Entra's are below 100
}
