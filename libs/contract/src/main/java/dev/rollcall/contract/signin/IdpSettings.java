package dev.rollcall.contract.signin;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a connection says about its identity provider. Complete: whoever gets one can begin a sign-in with it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "protocol")
@JsonSubTypes({
    @JsonSubTypes.Type(value = IdpSettings.Saml.class, name = "SAML"),
    @JsonSubTypes.Type(value = IdpSettings.Oidc.class, name = "OIDC")
})
public sealed interface IdpSettings {

    /**
     * A SAML 2.0 identity provider.
     *
     * @param entityId the only issuer that is believed
     * @param signOnUrl where requests go by redirect
     * @param logoutUrl single logout by redirect; null when there is none (R-SSO-4)
     * @param certificates base64 of the DER form, one to ten: the only keys that are believed
     * @param expiredCertificatesAccepted whether one past its end still proves
     * @param metadataUrl from which these settings are refreshed hourly; null when they were given by hand or as a document
     */
    record Saml(
            String entityId,
            String signOnUrl,
            @Nullable String logoutUrl,
            List<String> certificates,
            boolean expiredCertificatesAccepted,
            NameId nameId,
            @Nullable String metadataUrl)
            implements IdpSettings {
        /** What is asked for as NameID (SAML core §8.3). */
        public enum NameId {
            EMAIL,
            PERSISTENT,
            UNSPECIFIED
        }

        public Saml {
            certificates = List.copyOf(certificates);
        }
    }

    /**
     * An OpenID Connect provider.
     *
     * @param issuer to the letter; for ENTRA the host alone, as in {@code https://login.microsoftonline.com}
     * @param tenants ids of directories, one at least for ENTRA; empty else
     * @param clientSecret in clear, for the two methods that send it; null for PRIVATE_KEY_JWT. Never logged
     * @param algorithms with which the provider may sign ID tokens, one at least
     * @param scopes {@code openid} among them
     * @param groupsClaim null when no groups are read at sign-in (R-GRP-14)
     */
    record Oidc(
            Kind kind,
            String issuer,
            List<String> tenants,
            String clientId,
            Authentication authentication,
            @Nullable String clientSecret,
            List<String> algorithms,
            List<String> scopes,
            @Nullable String groupsClaim)
            implements IdpSettings {
        public enum Kind {
            STANDARD,
            ENTRA
        }

        /** How we prove ourselves at the token endpoint (OIDC Core §9). */
        public enum Authentication {
            CLIENT_SECRET_BASIC,
            CLIENT_SECRET_POST,
            PRIVATE_KEY_JWT
        }

        public Oidc {
            tenants = List.copyOf(tenants);
            algorithms = List.copyOf(algorithms);
            scopes = List.copyOf(scopes);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Oidc[" + issuer + " " + clientId + "]";
        }
    }
}
