package dev.rollcall.sso.oidc;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one address in what a provider says. Whether its domain counts is decided elsewhere; here, only whether it is an address, one, and the
 * provider's own word for it.
 */
final class EmailRules {
    private static final int LENGTH_MAX = 254; // RFC 5321 §4.5.3.1.3, without the angle brackets
    /** One sign and no twin of it, nothing that is not seen, and a domain as DNS knows it: names in other scripts come as xn--. */
    private static final Pattern ADDRESS = Pattern.compile(
            "[^@\uFF20\uFE6B\\p{Cntrl}\\p{Cf}\\p{IsWhite_Space}]{1,64}@([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+"
                    + "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");

    /** Names that Entra gives people, which only its administrators can change. */
    private static final List<String> ENTRA_NAMES = List.of("upn", "preferred_username");

    private static final Set<Object> YES = Set.of(true, "true", 1L, "1");

    private EmailRules() {}

    static boolean isAddress(String text) {
        return text.length() <= LENGTH_MAX && ADDRESS.matcher(text).matches();
    }

    /** An empty value says nothing. */
    static boolean isSent(JsonDocument claims) {
        return claims.has("email")
                && !claims.texts("email").stream().map(String::strip).toList().equals(List.of(""));
    }

    /** What is wrong with the claim {@code email}; nothing when there is none. */
    static Optional<OidcObjection> objection(JsonDocument claims) {
        List<String> values = claims.texts("email");
        if (!isSent(claims)) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            return no(OidcRefusal.EMAIL_AMBIGUOUS, "one e-mail address", claims.shown("email"));
        }
        if (values.isEmpty() || !isAddress(values.getFirst().strip())) {
            return no(OidcRefusal.EMAIL_MALFORMED, "an e-mail address", claims.shown("email"));
        }
        return denied(claims, "email_verified").or(() -> denied(claims, "xms_edov"));
    }

    /** A provider that says nothing is believed: its owner vouches for the domain. One that says no is not (Entra: {@code xms_edov}). */
    private static Optional<OidcObjection> denied(JsonDocument claims, String name) {
        Object said = claims.members().get(name);
        boolean plain = said instanceof String || said instanceof Boolean || said instanceof Long;
        return said == null || (plain && YES.contains(said))
                ? Optional.empty()
                : no(OidcRefusal.EMAIL_UNVERIFIED, name + " true or absent", claims.shown(name));
    }

    /** The address, {@link #objection} having none; at Entra, people without a mailbox have one in their name. */
    static Optional<String> address(JsonDocument claims, Provider provider) {
        if (isSent(claims)) {
            return claims.texts("email").stream().findFirst().map(String::strip);
        }
        return switch (provider) {
            case Provider.Standard standard -> Optional.empty();
            case Provider.Entra entra ->
                ENTRA_NAMES.stream()
                        .flatMap(name -> claims.texts(name).stream())
                        .map(String::strip)
                        .filter(EmailRules::isAddress)
                        .findFirst();
        };
    }

    private static Optional<OidcObjection> no(OidcRefusal why, String expected, String received) {
        return Optional.of(new OidcObjection(why, expected, received));
    }
}
