package dev.rollcall.sso.saml;

import dev.rollcall.sso.identity.ProvenIdentity;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a Response. */
public sealed interface SamlVerdict {
    /**
     * Believed, provided that its request is now spent and its assertion was not seen before.
     *
     * @param assertionId to be remembered with the connection: a second use of it is a replay
     * @param rememberUntil after that the same assertion is refused by its own times
     * @param signedBy the connection's certificate whose key signed; it may have expired where the connection allows that
     */
    record Accepted(ProvenIdentity identity, String assertionId, Instant rememberUntil, X509Certificate signedBy)
            implements SamlVerdict {}

    /**
     * Not believed.
     *
     * @param expected what our settings or the request asked for, null where there is no such value
     * @param received what the message said instead, at most 300 characters, not to be trusted or shown unescaped
     */
    record Refused(
            SamlRefusal why,
            @Nullable String expected,
            @Nullable String received) implements SamlVerdict {}
}
