package dev.rollcall.sso.saml;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an IdP says about itself.
 *
 * @param certificates its signing certificates, at least one, in their order
 * @param redirectUrl single sign-on by redirect, null when it offers none; one of the two is there
 * @param postUrl single sign-on by POST, null when it offers none
 * @param logoutUrl single logout by redirect, null when it offers none
 * @param wantsSignedRequests informative: ours always are
 * @param validUntil when it wants to be asked again at the latest, null when it does not say
 */
public record IdpMetadata(
        String entityId,
        List<X509Certificate> certificates,
        @Nullable String redirectUrl,
        @Nullable String postUrl,
        @Nullable String logoutUrl,
        boolean wantsSignedRequests,
        @Nullable Instant validUntil) {

    /** What became of a metadata document. */
    public sealed interface Verdict {
        record Read(IdpMetadata metadata) implements Verdict {}

        /** @param detail what was found, not to be shown unescaped; null when there is nothing to say */
        record Refused(MetadataRefusal why, @Nullable String detail) implements Verdict {}
    }
}
