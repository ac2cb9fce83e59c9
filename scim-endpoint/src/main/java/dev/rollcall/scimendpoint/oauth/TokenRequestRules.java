package dev.rollcall.scimendpoint.oauth;

import dev.rollcall.contract.provisioning.OauthCredentials;
import dev.rollcall.scimendpoint.oauth.OauthFault.Code;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a request for an access token: RFC 6749 §2.3.1, §3.2 and §4.4.2. */
final class TokenRequestRules {
    /** Those we read ourselves come once (§3.1); others are ignored, as §3.2 wants. */
    private static final Set<String> KNOWN = Set.of("grant_type", "client_id", "client_secret", "scope");

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BASIC = "Basic ";

    private TokenRequestRules() {}

    private record Pair(String clientId, String clientSecret) {}

    static TokenRequest read(@Nullable String authorization, @Nullable String contentType, String body) {
        if (contentType == null || !contentType.regionMatches(true, 0, FORM, 0, FORM.length())) {
            throw new OauthFault(Code.INVALID_REQUEST, "Send the parameters as " + FORM + ".");
        }
        Map<String, String> parameters = parameters(body);
        String grantType = parameters.get("grant_type");
        if (grantType == null) {
            throw new OauthFault(Code.INVALID_REQUEST, "grant_type is missing.");
        }
        if (!grantType.equals("client_credentials")) {
            throw new OauthFault(Code.UNSUPPORTED_GRANT_TYPE, "grant_type must be client_credentials.");
        }
        Pair shown = pair(authorization, parameters);
        return new TokenRequest(OauthCredentials.parse(shown.clientId(), shown.clientSecret())
                .orElseThrow(() -> new OauthFault(
                        Code.INVALID_CLIENT,
                        "These are not the id and secret of an OAuth client, or they were copied incompletely: the id begins"
                                + " with rcc_, the secret with rccs_.")));
    }

    private static Pair pair(@Nullable String authorization, Map<String, String> parameters) {
        String id = parameters.get("client_id");
        String secret = parameters.get("client_secret");
        if (authorization == null || authorization.isBlank()) {
            if (id == null || secret == null) {
                throw new OauthFault(
                        Code.INVALID_CLIENT, "Send the client's id and secret, by HTTP Basic or in the body.");
            }
            return new Pair(id, secret);
        }
        // §2.3: "The client MUST NOT use more than one authentication method in each request."
        if (secret != null) {
            throw new OauthFault(Code.INVALID_REQUEST, "Send the secret once: by HTTP Basic or in the body, not both.");
        }
        Pair basic = basic(authorization);
        if (id != null && !id.equals(basic.clientId())) {
            throw new OauthFault(Code.INVALID_REQUEST, "client_id is another than that of the Authorization header.");
        }
        return basic;
    }

    private static Pair basic(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw new OauthFault(Code.INVALID_CLIENT, "The Authorization header must be of the scheme Basic here.");
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String[] parts = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
            if (parts.length == 2) {
                return new Pair(decoded(parts[0]), decoded(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            // falls through: told like every other header that cannot be read
        }
        throw new OauthFault(Code.INVALID_CLIENT, "The Authorization header is no HTTP Basic of id and secret.");
    }

    private static Map<String, String> parameters(String body) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : body.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals <= 0) {
                continue;
            }
            String name = formDecoded(parameter.substring(0, equals));
            String value = formDecoded(parameter.substring(equals + 1));
            // §3.1: "Parameters sent without a value MUST be treated as if they were omitted".
            if (KNOWN.contains(name) && !value.isEmpty() && parameters.put(name, value) != null) {
                throw new OauthFault(Code.INVALID_REQUEST, name + " comes more than once.");
            }
        }
        return parameters;
    }

    private static String formDecoded(String text) {
        try {
            return decoded(text);
        } catch (IllegalArgumentException e) {
            throw new OauthFault(Code.INVALID_REQUEST, "The body is not form-encoded.");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
