package dev.rollcall.contract.provisioning;

import org.jspecify.annotations.Nullable;

/**
 * A SCIM token as one service shows it to another: never the secret itself.
 *
 * @param publicId the token's public part, 16 characters
 * @param secretSha256 SHA-256 of the secret part, 64 lower-case hex digits
 * @param remoteAddress where the IdP's request came from, for "last used"; may be null
 */
public record TokenProof(
        String publicId, String secretSha256, @Nullable String remoteAddress) {}
