package dev.rollcall.contract.provisioning;

import org.jspecify.annotations.Nullable;

/**
 * An access token that scim-endpoint once gave to an OAuth client, and has found to be its own and not expired.
 *
 * @param publicId of the client, 16 characters
 * @param remoteAddress where the request came from, for "last used"; may be null
 */
public record OauthGrant(String publicId, @Nullable String remoteAddress) {}
