package dev.rollcall.sso.oidc;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a discovery document. The one that names another issuer was put there by somebody else (OIDC Discovery 1.0 §4.3). */
final class DiscoveryRules {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private DiscoveryRules() {}

    static Verdict<ProviderMetadata> read(String text, Provider provider) {
        Optional<JsonDocument> document = JsonDocument.read(text);
        if (document.isEmpty()) {
            return malformed("a JSON object", "something else");
        }
        JsonDocument found = document.get();
        if (!provider.publishedIssuer().equals(found.exact("issuer"))) {
            return Verdict.turnedDown(
                    OidcRefusal.DISCOVERY_ISSUER_MISMATCH, provider.publishedIssuer(), found.shown("issuer"));
        }
        String authorization = address(found, "authorization_endpoint");
        String token = address(found, "token_endpoint");
        String keys = address(found, "jwks_uri");
        if (authorization == null || token == null || keys == null) {
            String came = String.join(
                    ", ",
                    found.shown("authorization_endpoint"),
                    found.shown("token_endpoint"),
                    found.shown("jwks_uri"));
            return malformed("https addresses for authorization, token and keys", came);
        }
        return Verdict.accepted(new ProviderMetadata(
                authorization,
                token,
                keys,
                address(found, "userinfo_endpoint"),
                address(found, "end_session_endpoint"),
                found.isTrue("authorization_response_iss_parameter_supported"),
                algorithms(found)));
    }

    /** RS256 where the document names none, which it must (OIDC Discovery 1.0 §3). */
    private static List<String> algorithms(JsonDocument document) {
        if (!document.has("id_token_signing_alg_values_supported")) {
            return List.of("RS256");
        }
        return document.texts("id_token_signing_alg_values_supported").stream()
                .filter(SignedJwt.ALGORITHMS::contains)
                .distinct()
                .toList();
    }

    private static Verdict<ProviderMetadata> malformed(String expected, String received) {
        return Verdict.turnedDown(OidcRefusal.DISCOVERY_MALFORMED, expected, received);
    }

    /** Some of them are opened in browsers: no other scheme than https may get there. */
    private static @Nullable String address(JsonDocument document, String name) {
        String text = document.exact(name);
        try {
            URI uri = URI.create(text == null ? "" : text);
            boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return plain && (isHttps(uri) || isThisMachine(uri)) ? text : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** A sandbox's provider. Elsewhere it leads nowhere: {@code Outbound} calls no loopback, and in a browser it is the person's own machine. */
    private static boolean isThisMachine(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme())
                && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
    }
}
