package dev.rollcall.sso.flow;

import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.secret.Sha256;
import dev.rollcall.sso.session.SessionSecret;
import dev.rollcall.sso.signin.Attempt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a request says which browser it came from.
 *
 * @param session of the session cookie; empty with a POST from another site, with which the browser keeps it back
 * @param samlSecret of the cookie that ties SAML's answers to the browser; null when there is none
 * @param oidcSecret the same for OpenID Connect
 */
record Browser(
        Attempt attempt,
        Optional<SessionSecret> session,
        @Nullable String samlSecret,
        @Nullable String oidcSecret) {

    @Nullable
    String secret(Protocol protocol) {
        return switch (protocol) {
            case SAML -> samlSecret;
            case OIDC -> oidcSecret;
        };
    }

    /** Null when the browser sent none. */
    byte @Nullable [] sha256(Protocol protocol) {
        String secret = secret(protocol);
        return secret == null ? null : Sha256.of(secret);
    }

    /** Hides the secrets. */
    @Override
    public String toString() {
        return "browser at " + attempt.address();
    }
}
