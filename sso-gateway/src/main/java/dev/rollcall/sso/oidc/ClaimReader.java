package dev.rollcall.sso.oidc;

import dev.rollcall.sso.identity.ProvenIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes of verified claims what SAML makes of a verified assertion. Where one value is awaited and several come, none is chosen. */
final class ClaimReader {
    /** Of the protocol, not of the person. */
    private static final Set<String> PROTOCOL = Set.of(
            "nonce", "at_hash", "c_hash", "s_hash", "aud", "azp", "exp", "iat", "nbf", "jti", "typ", "aio", "rh", "uti",
            "ver");

    /** A trace with more names shows nobody anything. */
    private static final int ATTRIBUTES_MAX = 100;

    private ClaimReader() {}

    static Verdict<ProvenIdentity> identity(JsonDocument claims, OidcClient client) {
        return Verdict.of(claims, EmailRules.objection(claims)).then(read -> Verdict.accepted(read(read, client)));
    }

    private static ProvenIdentity read(JsonDocument claims, OidcClient client) {
        return new ProvenIdentity(
                ProvenIdentity.Protocol.OIDC,
                Objects.requireNonNull(claims.exact("iss")),
                subject(claims, client.provider()),
                null,
                EmailRules.address(claims, client.provider()).orElse(null),
                single(claims, "given_name"),
                single(claims, "family_name"),
                single(claims, "name"),
                role(claims),
                single(claims, "dockerOrg"),
                single(claims, "dockerTeam"),
                groups(claims, client.groupsClaim()),
                minutes(claims),
                single(claims, "sid"),
                authenticatedAt(claims),
                attributes(claims));
    }

    /** Entra makes a sub anew for each client id; who somebody is in a directory stays (as {@code oid.tid}, the home account id of its own libraries). */
    private static String subject(JsonDocument claims, Provider provider) {
        return switch (provider) {
            case Provider.Standard standard -> Objects.requireNonNull(claims.exact("sub"));
            case Provider.Entra entra -> claims.exact("oid") + "." + claims.exact("tid");
        };
    }

    private static @Nullable String single(JsonDocument claims, String name) {
        List<String> texts = claims.texts(name);
        return texts.size() == 1 ? clean(texts.getFirst()) : null;
    }

    /** With the spaces around it. Several roles are read as one that nobody knows, and such a one grants nothing (R-ROLE-4). */
    private static @Nullable String role(JsonDocument claims) {
        String sent = String.join(", ", claims.texts("dockerRole")).replaceAll("\\p{Cntrl}", " ");
        return sent.isBlank() ? null : sent;
    }

    private static @Nullable String clean(String text) {
        String visible = visible(text);
        return visible.isEmpty() ? null : visible;
    }

    /** A database takes no NUL, and a page no line that is none. */
    private static String visible(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    /** Null also when Entra left them out because there are too many (it then names a place to ask): part of them would be a wrong answer. */
    private static @Nullable List<String> groups(JsonDocument claims, @Nullable String claim) {
        if (claim == null || isLeftOut(claims, claim)) {
            return null;
        }
        List<String> groups = claims.texts(claim).stream()
                .map(ClaimReader::visible)
                .filter(group -> !group.isEmpty())
                .map(ClaimReader::name)
                .toList();
        return groups.isEmpty() ? null : groups;
    }

    private static boolean isLeftOut(JsonDocument claims, String claim) {
        JsonDocument elsewhere = claims.object("_claim_names");
        return claims.isTrue("hasgroups") || (elsewhere != null && (elsewhere.has(claim) || elsewhere.has("groups")));
    }

    /** Keycloak sends a group's path unless told otherwise; one at the top is its name. */
    private static String name(String group) {
        return group.lastIndexOf('/') == 0 ? group.substring(1) : group;
    }

    /** R-SSO-7: what is no positive number counts as not sent, and shows among the attributes. */
    private static @Nullable Integer minutes(JsonDocument claims) {
        String text = single(claims, "dockerSessionMinutes");
        try {
            Long number = text == null ? claims.number("dockerSessionMinutes") : Long.valueOf(text);
            return number != null && number > 0 && number <= Integer.MAX_VALUE ? number.intValue() : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Instant authenticatedAt(JsonDocument claims) {
        Long proved = claims.number("auth_time");
        return Instant.ofEpochSecond(proved != null ? proved : Objects.requireNonNull(claims.number("iat")));
    }

    private static Map<String, List<String>> attributes(JsonDocument claims) {
        Map<String, List<String>> attributes = new TreeMap<>();
        claims.members().forEach((name, value) -> {
            if (value != null && !PROTOCOL.contains(name) && attributes.size() < ATTRIBUTES_MAX) {
                List<?> values = value instanceof List<?> list ? list : List.of(value);
                attributes.put(
                        OidcObjection.shown(name),
                        values.stream().map(JsonDocument::shownValue).toList());
            }
        });
        return attributes;
    }
}
