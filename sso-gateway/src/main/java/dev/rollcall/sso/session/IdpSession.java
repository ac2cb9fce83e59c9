package dev.rollcall.sso.session;

import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider's side of a session: what a logout from there names, and what one that begins here must name.
 *
 * @param issuer entity ID or OIDC issuer
 * @param subject NameID or {@code sub}
 * @param sessionIndex SAML's SessionIndex or OIDC's {@code sid}; null when none was sent
 * @param authenticatedAt when the person proved themselves there
 */
public record IdpSession(
        UUID connectionId,
        Protocol protocol,
        String issuer,
        String subject,
        @Nullable String sessionIndex,
        Instant authenticatedAt) {}
