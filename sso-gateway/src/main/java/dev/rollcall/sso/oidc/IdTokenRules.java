package dev.rollcall.sso.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the claims of an ID token must be (OIDC Core §3.1.3.7), its signature being right. */
final class IdTokenRules {
    /** How far two clocks may differ. */
    static final int SKEW_SECONDS = 60;
    /** OIDC Core §2: a sub MUST NOT exceed 255 ASCII characters. */
    private static final int SUBJECT_MAX = 255;

    private IdTokenRules() {}

    static Optional<OidcObjection> objection(
            JsonDocument claims, OidcClient client, OidcLoginRequest request, Instant now) {
        return issuerAndAudience(claims, client)
                .or(() -> events(claims))
                .or(() -> subject(claims, client))
                .or(() -> times(claims, now))
                .or(() -> nonce(claims, request))
                .or(() -> authentication(claims, request, now));
    }

    /** Common to ID tokens and logout tokens. */
    static Optional<OidcObjection> issuerAndAudience(JsonDocument claims, OidcClient client) {
        return client.provider().objection(claims).or(() -> audience(claims, client.clientId()));
    }

    private static Optional<OidcObjection> audience(JsonDocument claims, String clientId) {
        List<String> audiences = claims.texts("aud");
        if (!audiences.contains(clientId)) {
            return no(OidcRefusal.AUDIENCE_MISMATCH, clientId, claims.shown("aud"));
        }
        boolean named = clientId.equals(claims.exact("azp"));
        // OIDC Core §3.1.3.7, 4 and 5: else a token that somebody else asked for, and we are named in, would do.
        return named || (audiences.size() == 1 && !claims.has("azp"))
                ? Optional.empty()
                : no(OidcRefusal.AUTHORIZED_PARTY, clientId + " as azp", claims.shown("azp"));
    }

    /** A security event (RFC 8417 §2.2), a logout token for instance, never says that somebody signed in. */
    private static Optional<OidcObjection> events(JsonDocument claims) {
        return claims.has("events") ? no(OidcRefusal.TOKEN_TYPE, "an ID token", "a security event") : Optional.empty();
    }

    private static Optional<OidcObjection> subject(JsonDocument claims, OidcClient client) {
        boolean whole = switch (client.provider()) {
            case Provider.Standard standard -> isSubject(claims.exact("sub"));
            case Provider.Entra entra -> isSubject(claims.exact("sub")) && isSubject(claims.exact("oid"));
        };
        return whole ? Optional.empty() : no(OidcRefusal.SUBJECT_MISSING, "sub (Entra: and oid)", claims.shown("sub"));
    }

    private static boolean isSubject(@Nullable String subject) {
        return subject != null
                && !subject.isBlank()
                && subject.length() <= SUBJECT_MAX
                && subject.chars().noneMatch(Character::isISOControl);
    }

    static Optional<OidcObjection> times(JsonDocument claims, Instant now) {
        Long issued = claims.number("iat");
        Long ends = claims.number("exp");
        if (issued == null || ends == null || issued < 0) {
            String came = "iat " + claims.shown("iat") + ", exp " + claims.shown("exp");
            return no(OidcRefusal.TIME_MISSING, "iat and exp in seconds since 1970", came);
        }
        if (claims.has("nbf") && claims.number("nbf") == null) {
            return no(OidcRefusal.TIME_MISSING, "nbf in seconds", claims.shown("nbf"));
        }
        if (now.getEpochSecond() >= ends + SKEW_SECONDS) {
            return no(OidcRefusal.EXPIRED, "exp after " + now.getEpochSecond(), claims.shown("exp"));
        }
        return early(claims, "iat", now).or(() -> early(claims, "nbf", now));
    }

    private static Optional<OidcObjection> early(JsonDocument claims, String name, Instant now) {
        Long from = claims.number(name);
        return from == null || from <= now.getEpochSecond() + SKEW_SECONDS
                ? Optional.empty()
                : no(OidcRefusal.NOT_YET_VALID, name + " before " + now.getEpochSecond(), claims.shown(name));
    }

    /** Whatever the token says of nonces: we sent one, and it must come back. */
    private static Optional<OidcObjection> nonce(JsonDocument claims, OidcLoginRequest request) {
        String nonce = claims.exact("nonce");
        if (nonce == null) {
            return no(OidcRefusal.NONCE_MISSING, "the nonce of this sign-in", "nothing");
        }
        boolean same = MessageDigest.isEqual(
                nonce.getBytes(StandardCharsets.UTF_8), request.nonce().getBytes(StandardCharsets.UTF_8));
        return same ? Optional.empty() : no(OidcRefusal.NONCE_MISMATCH, "the nonce of this sign-in", "another one");
    }

    private static Optional<OidcObjection> authentication(JsonDocument claims, OidcLoginRequest request, Instant now) {
        Long proved = claims.number("auth_time");
        if (claims.has("auth_time") && (proved == null || proved < 0)) {
            return no(OidcRefusal.TIME_MISSING, "auth_time in seconds since 1970", claims.shown("auth_time"));
        }
        Integer maxAge = request.maxAgeSeconds();
        boolean old = maxAge != null && (proved == null || now.getEpochSecond() - proved > maxAge + SKEW_SECONDS);
        // OIDC Core §2: auth_time is REQUIRED when max_age was sent.
        return old
                ? no(
                        OidcRefusal.AUTHENTICATION_TOO_OLD,
                        "auth_time up to " + maxAge + " s ago",
                        claims.shown("auth_time"))
                : early(claims, "auth_time", now);
    }

    private static Optional<OidcObjection> no(OidcRefusal why, String expected, String received) {
        return Optional.of(new OidcObjection(why, expected, received));
    }
}
