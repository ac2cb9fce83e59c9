package dev.rollcall.sso.oidc;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the userinfo endpoint adds (OIDC Core §5.3). Some providers (Okta is one) leave the e-mail out of ID tokens. Its answer is not signed: it
 * fills what the token leaves out about the person and says nothing about who that is.
 */
final class UserinfoRules {
    private static final Set<String> ADDED = Set.of(
            "email",
            "name",
            "given_name",
            "family_name",
            "dockerRole",
            "dockerOrg",
            "dockerTeam",
            "dockerSessionMinutes");

    private UserinfoRules() {}

    /** Only for somebody without an e-mail: a look-up more at each sign-in would be a provider more that can be away. */
    static boolean isNeeded(JsonDocument claims, OidcClient client) {
        return switch (client.provider()) {
            case Provider.Standard standard -> !EmailRules.isSent(claims);
            case Provider.Entra entra -> false; // its ID tokens have what it knows
        };
    }

    static Verdict<JsonDocument> completed(JsonDocument claims, String body, OidcClient client) {
        Optional<JsonDocument> document = JsonDocument.read(body);
        if (document.isEmpty()) {
            return Verdict.turnedDown(OidcRefusal.USERINFO_MALFORMED, "a JSON object", "something else");
        }
        JsonDocument userinfo = document.get();
        String subject = claims.exact("sub");
        if (subject == null || !subject.equals(userinfo.exact("sub"))) {
            // OIDC Core §5.3.2: the sub MUST be the ID token's, or an access token of somebody else makes us somebody
            // else.
            return Verdict.turnedDown(
                    OidcRefusal.USERINFO_MISMATCH, "sub " + claims.shown("sub"), userinfo.shown("sub"));
        }
        String issuer = userinfo.exact("iss");
        if (userinfo.has("iss") && (issuer == null || !client.provider().isIssuer(issuer))) {
            return Verdict.turnedDown(
                    OidcRefusal.USERINFO_MISMATCH, "iss " + claims.shown("iss"), userinfo.shown("iss"));
        }
        return Verdict.accepted(merged(claims, userinfo, client));
    }

    private static JsonDocument merged(JsonDocument claims, JsonDocument userinfo, OidcClient client) {
        Map<String, Object> merged = new LinkedHashMap<>(claims.members());
        Set<String> names = new HashSet<>(ADDED);
        if (client.groupsClaim() != null) {
            names.add(client.groupsClaim());
        }
        userinfo.members().forEach((name, value) -> {
            if (names.contains(name) && !claims.has(name)) {
                merged.put(name, value);
            }
        });
        merged.remove("email_verified"); // it goes with the address
        if (userinfo.has("email_verified")) {
            merged.put("email_verified", userinfo.members().get("email_verified"));
        }
        return new JsonDocument(merged);
    }
}
