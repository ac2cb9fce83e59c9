package dev.rollcall.sso.oidc;

import dev.rollcall.sso.secret.Sha256;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser is sent to prove who uses it (OIDC Core §3.1.2.1).
 *
 * @param loginHint the e-mail that was typed; null when there is none
 * @param prompt {@code login} or {@code select_account}; null when the provider's own session may do
 */
record AuthorizationRequest(
        OidcClient client,
        ProviderMetadata metadata,
        OidcLoginRequest request,
        @Nullable String loginHint,
        @Nullable String prompt) {
    /**
     * No {@code response_mode}: a code comes in the query unless something else is asked for (OAuth 2.0 Multiple Response Types §2.1), and there
     * our cookie comes along though it is SameSite=Lax. PKCE S256 always: a provider that does not know it ignores it.
     */
    String address() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client.clientId());
        parameters.put("redirect_uri", client.redirectUri());
        parameters.put("scope", String.join(" ", client.scopes()));
        parameters.put("state", request.state());
        parameters.put("nonce", request.nonce());
        parameters.put("code_challenge", challenge(request.codeVerifier()));
        parameters.put("code_challenge_method", "S256");
        if (request.maxAgeSeconds() != null) {
            parameters.put("max_age", request.maxAgeSeconds().toString());
        }
        if (prompt != null) {
            parameters.put("prompt", prompt);
        }
        if (loginHint != null) {
            parameters.put("login_hint", loginHint);
        }
        String endpoint = metadata.authorizationEndpoint();
        return endpoint + (endpoint.contains("?") ? "&" : "?") + QueryString.of(parameters);
    }

    /** RFC 7636 §4.2. */
    static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier));
    }
}
