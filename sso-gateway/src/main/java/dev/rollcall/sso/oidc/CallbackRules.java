package dev.rollcall.sso.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of an answer before its code is used: it belongs to a sign-in that this browser began over this connection, and it comes from
 * the connection's provider.
 */
final class CallbackRules {
    /** Longer than any provider's code (Entra's have 1,500 characters); far below what a URL may have. */
    private static final int VALUE_MAX = 8 << 10;

    private static final int PARAMETERS_MAX = 16;
    /** Of the flows that bring tokens through the browser, where they are not tied to anything (and of JARM, which we do not ask for). */
    private static final List<String> TOKENS = List.of("access_token", "id_token", "token_type");

    private CallbackRules() {}

    /** @param request the one of that state, as it was before this answer came; null when there is none */
    static Optional<OidcObjection> objection(
            Callback callback,
            @Nullable OidcLoginRequest request,
            OidcClient client,
            ProviderMetadata metadata,
            Instant now) {
        return form(callback)
                .or(() -> state(callback, request, now))
                .or(() -> connection(callback, request, client))
                .or(() -> issuer(callback, client, metadata))
                .or(() -> content(callback));
    }

    private static Optional<OidcObjection> form(Callback callback) {
        for (String name : callback.parameters().keySet()) {
            if (callback.parameters().getOrDefault(name, List.of()).size() > 1) {
                // RFC 6749 §3.1: or two readers of one answer could see two answers
                return no(OidcRefusal.CALLBACK_MALFORMED, "each parameter once", name + " several times");
            }
            if (callback.parameters().getOrDefault(name, List.of()).stream()
                    .anyMatch(value -> value.length() > VALUE_MAX)) {
                return no(
                        OidcRefusal.CALLBACK_MALFORMED,
                        "values up to " + VALUE_MAX + " characters",
                        name + " is longer");
            }
        }
        if (callback.parameters().size() > PARAMETERS_MAX) {
            return no(OidcRefusal.CALLBACK_MALFORMED, PARAMETERS_MAX + " parameters at most", "more");
        }
        if (!callback.inQuery() || callback.parameters().containsKey("response")) {
            String came = callback.inQuery() ? "a JWT (response)" : "a form";
            return no(OidcRefusal.RESPONSE_MODE, "an answer in the query", came);
        }
        return Optional.empty();
    }

    private static Optional<OidcObjection> state(Callback callback, @Nullable OidcLoginRequest request, Instant now) {
        String state = callback.value("state");
        if (state == null || state.isBlank()) {
            return no(OidcRefusal.STATE_MISSING, "the state of a sign-in", "nothing");
        }
        if (request == null || !same(bytes(request.state()), bytes(state))) {
            return no(OidcRefusal.STATE_UNKNOWN, "the state of a sign-in", "one that we did not give");
        }
        byte[] browser = callback.browserSha256();
        if (browser == null || !same(request.browserSha256(), browser)) {
            // or an attacker could have a victim's browser finish the attacker's own sign-in
            String came = browser == null ? "one without our cookie" : "another one";
            return no(OidcRefusal.BROWSER_MISMATCH, "the browser in which the sign-in began", came);
        }
        if (request.consumedAt() != null) {
            return no(OidcRefusal.STATE_SPENT, "one answer per sign-in", "a second one");
        }
        return now.isBefore(request.expiresAt())
                ? Optional.empty()
                : no(OidcRefusal.STATE_EXPIRED, "an answer until " + request.expiresAt(), "one at " + now);
    }

    private static Optional<OidcObjection> connection(
            Callback callback, @Nullable OidcLoginRequest request, OidcClient client) {
        if (request == null
                || !request.connectionId().equals(client.connectionId())
                || !callback.connectionId().equals(client.connectionId())) {
            return no(
                    OidcRefusal.CONNECTION_MISMATCH,
                    "the redirect URL of the connection it began with",
                    "another one's");
        }
        return request.connectionVersion() == client.version()
                ? Optional.empty()
                : no(OidcRefusal.CONNECTION_CHANGED, "the connection as it was at the start", "a changed one");
    }

    /** RFC 9207 §2.4: also of errors, and before anything else of the answer is believed. */
    private static Optional<OidcObjection> issuer(Callback callback, OidcClient client, ProviderMetadata metadata) {
        List<String> issuers = callback.parameters().getOrDefault("iss", List.of());
        if (issuers.isEmpty()) {
            return metadata.namesItself()
                    ? no(OidcRefusal.RESPONSE_ISSUER_MISSING, client.provider().publishedIssuer(), "nothing")
                    : Optional.empty();
        }
        return client.provider().isIssuer(issuers.getFirst())
                ? Optional.empty()
                : no(OidcRefusal.RESPONSE_ISSUER_MISMATCH, client.provider().publishedIssuer(), issuers.getFirst());
    }

    private static Optional<OidcObjection> content(Callback callback) {
        String error = callback.value("error");
        if (error != null) {
            String description = callback.value("error_description");
            return no(OidcRefusal.PROVIDER_ERROR, "a code", description == null ? error : error + ": " + description);
        }
        for (String token : TOKENS) {
            if (callback.parameters().containsKey(token)) {
                return no(OidcRefusal.TOKEN_IN_CALLBACK, "a code and no token", token);
            }
        }
        return callback.value("code") == null ? no(OidcRefusal.CODE_MISSING, "a code", "nothing") : Optional.empty();
    }

    private static Optional<OidcObjection> no(OidcRefusal why, String expected, String received) {
        return Optional.of(new OidcObjection(why, expected, received));
    }

    private static boolean same(byte[] left, byte[] right) {
        return MessageDigest.isEqual(left, right);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
