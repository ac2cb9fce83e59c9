package dev.rollcall.sso.oidc;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a logout token must be (OIDC Back-Channel Logout 1.0 §2.4 and §2.6), its signature being right. */
final class LogoutTokenRules {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    /** How old it may be: tokens are noted against replay for that long, so an older one could be one that was noted. */
    private static final int AGE_MAX_SECONDS = 300;
    /** Tokens without a type are the rule still; an ID token without one fails by its nonce and its lack of events. */
    private static final Set<String> TYPES = Set.of("jwt", "logout+jwt", "application/logout+jwt");

    private LogoutTokenRules() {}

    static Optional<OidcObjection> objection(
            @Nullable String type, JsonDocument claims, OidcClient client, Instant now) {
        if (type != null && !TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            return no(OidcRefusal.TOKEN_TYPE, "logout+jwt", type);
        }
        return event(claims)
                .or(() -> IdTokenRules.issuerAndAudience(claims, client))
                .or(() -> IdTokenRules.times(claims, now))
                .or(() -> age(claims, now))
                .or(() -> target(claims));
    }

    private static Optional<OidcObjection> event(JsonDocument claims) {
        JsonDocument events = claims.object("events");
        if (events == null || events.object(EVENT) == null) {
            return no(OidcRefusal.LOGOUT_EVENT_MISSING, EVENT + " as an object", claims.shown("events"));
        }
        return claims.members().containsKey("nonce")
                ? no(OidcRefusal.LOGOUT_WITH_NONCE, "no nonce", "one")
                : Optional.empty();
    }

    private static Optional<OidcObjection> age(JsonDocument claims, Instant now) {
        Long issued = claims.number("iat");
        return issued != null && now.getEpochSecond() - issued <= AGE_MAX_SECONDS
                ? Optional.empty()
                : no(OidcRefusal.LOGOUT_STALE, "iat up to " + AGE_MAX_SECONDS + " s ago", claims.shown("iat"));
    }

    private static Optional<OidcObjection> target(JsonDocument claims) {
        if (claims.text("sub") == null && claims.text("sid") == null) {
            return no(OidcRefusal.LOGOUT_TARGET_MISSING, "sub or sid", "neither");
        }
        return claims.text("jti") == null
                ? no(OidcRefusal.LOGOUT_ID_MISSING, "jti", claims.shown("jti"))
                : Optional.empty();
    }

    /** {@link #objection} having none. */
    static LogoutOrder order(JsonDocument claims, Instant now) {
        return new LogoutOrder(
                String.valueOf(claims.exact("iss")),
                String.valueOf(claims.text("jti")),
                now.plusSeconds(AGE_MAX_SECONDS + 2L * IdTokenRules.SKEW_SECONDS),
                Instant.ofEpochSecond(Objects.requireNonNull(claims.number("iat"))),
                claims.text("sub"),
                claims.text("sid"));
    }

    private static Optional<OidcObjection> no(OidcRefusal why, String expected, String received) {
        return Optional.of(new OidcObjection(why, expected, received));
    }
}
