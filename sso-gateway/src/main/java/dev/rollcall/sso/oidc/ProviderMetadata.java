package dev.rollcall.sso.oidc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a provider's discovery document is used (OIDC Discovery 1.0 §3).
 *
 * @param namesItself whether its answers carry {@code iss} ({@code authorization_response_iss_parameter_supported}, RFC 9207 §3)
 * @param algorithms those that we take of the ones it lists: an offer to whoever sets a connection up. What counts is chosen on the connection
 */
record ProviderMetadata(
        String authorizationEndpoint,
        String tokenEndpoint,
        String jwksUri,
        @Nullable String userinfoEndpoint,
        @Nullable String endSessionEndpoint,
        boolean namesItself,
        List<String> algorithms) {
    ProviderMetadata {
        algorithms = List.copyOf(algorithms);
    }
}
