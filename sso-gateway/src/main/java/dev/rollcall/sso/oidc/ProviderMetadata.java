package dev.rollcall.sso.oidc;

import org.jspecify.annotations.Nullable;

/**
 * What of a provider's discovery document is used (OIDC Discovery 1.0 §3). Of the algorithms that it lists nothing is: those are
 * chosen on the connection.
 *
 * @param namesItself whether its answers carry {@code iss} ({@code authorization_response_iss_parameter_supported}, RFC 9207 §3)
 */
record ProviderMetadata(
        String authorizationEndpoint,
        String tokenEndpoint,
        String jwksUri,
        @Nullable String userinfoEndpoint,
        boolean namesItself) {}
