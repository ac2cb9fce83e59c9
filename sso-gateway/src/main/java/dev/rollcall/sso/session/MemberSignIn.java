package dev.rollcall.sso.session;

import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that was granted: all that a session is made of.
 *
 * @param issuer entity ID or OIDC issuer
 * @param subject NameID or {@code sub}
 * @param sessionIndex the identity provider's own name of its session; null when it sent none
 * @param sessionMinutes how long the session lives, if the identity provider says so ({@code dockerSessionMinutes}, positive); null else
 * @param authenticatedAt when the person proved themselves to the identity provider
 */
public record MemberSignIn(
        UUID connectionId,
        Protocol protocol,
        String issuer,
        String subject,
        @Nullable String sessionIndex,
        @Nullable Integer sessionMinutes,
        Instant authenticatedAt,
        SignInAnswer.Granted granted) {

    /** How long its session will live: for the cookie. */
    public Duration lifetime() {
        return SessionRules.lifetime(sessionMinutes);
    }
}
