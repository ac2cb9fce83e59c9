package dev.rollcall.membership.idp;

import dev.rollcall.contract.signin.IdpSettings.Oidc.Authentication;
import dev.rollcall.contract.signin.IdpSettings.Oidc.Kind;
import dev.rollcall.contract.signin.IdpSettings.Saml.NameId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings that an owner asks for, in one of the forms in which identity providers describe themselves. */
sealed interface NewIdp {

    /** @param metadataUrl from where the rest is read, now and every hour */
    record FromUrl(String metadataUrl, SamlChoices choices) implements NewIdp {}

    /** @param xml the metadata themselves; read once */
    record FromDocument(String xml, SamlChoices choices) implements NewIdp {}

    /** As on the pages of an identity provider without metadata. */
    record ByHand(
            String entityId,
            String signOnUrl,
            @Nullable String logoutUrl,
            List<StoredCertificate> certificates,
            SamlChoices choices)
            implements NewIdp {}

    /**
     * OpenID Connect.
     *
     * @param clientSecret null: the stored one stays, where issuer and client stay
     * @param algorithms empty: what the provider publishes
     */
    record OidcClient(
            Kind kind,
            String issuer,
            List<String> tenants,
            String clientId,
            Authentication authentication,
            @Nullable String clientSecret,
            List<String> algorithms,
            List<String> scopes,
            @Nullable String groupsClaim)
            implements NewIdp {
        /** Without the secret. */
        @Override
        public String toString() {
            return "OidcClient[" + issuer + " " + clientId + "]";
        }
    }

    /** What no metadata say. */
    record SamlChoices(NameId nameId, boolean expiredCertificatesAccepted) {}
}
