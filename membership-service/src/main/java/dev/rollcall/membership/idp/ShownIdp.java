package dev.rollcall.membership.idp;

import dev.rollcall.contract.signin.IdpSettings.Oidc;
import dev.rollcall.contract.signin.IdpSettings.Saml;
import dev.rollcall.contract.signin.SignInConnection.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings as owners see them: everything but secrets. */
public sealed interface ShownIdp {

    /**
     * @param protocol {@code SAML}
     * @param metadata null when the settings came by hand
     */
    record ShownSaml(
            String protocol,
            State state,
            long version,
            String entityId,
            String signOnUrl,
            @Nullable String logoutUrl,
            List<ShownCertificate> certificates,
            boolean expiredCertificatesAccepted,
            Saml.NameId nameId,
            @Nullable ShownMetadata metadata)
            implements ShownIdp {}

    /**
     * @param thumbprint SHA-256, in hex, to compare with the identity provider's own page
     * @param pem as it can be sent again, beside the next one
     */
    record ShownCertificate(
            String subject, String thumbprint, Instant validFrom, Instant validUntil, boolean ended, String pem) {}

    /**
     * @param url null when a document was handed over
     * @param readAt the last good look
     * @param triedAt the last look
     * @param failure why that failed; null when it went well
     * @param validUntil as the metadata say themselves
     * @param pending newer ones that are not in force; null for none
     */
    record ShownMetadata(
            @Nullable String url,
            @Nullable Instant readAt,
            @Nullable Instant triedAt,
            @Nullable String failure,
            @Nullable Instant validUntil,
            @Nullable ShownPending pending) {}

    /**
     * @param thumbprints SHA-256 of the certificates, in hex, to compare with the identity provider's own page
     * @param doubt why they wait for an owner
     */
    record ShownPending(Instant since, String signOnUrl, List<String> thumbprints, String doubt) {}

    /**
     * @param protocol {@code OIDC}
     * @param clientSecretSet whether there is one; it is never shown
     */
    record ShownOidc(
            String protocol,
            State state,
            long version,
            Oidc.Kind kind,
            String issuer,
            List<String> tenants,
            String clientId,
            Oidc.Authentication authentication,
            boolean clientSecretSet,
            List<String> algorithms,
            List<String> scopes,
            @Nullable String groupsClaim)
            implements ShownIdp {}
}
