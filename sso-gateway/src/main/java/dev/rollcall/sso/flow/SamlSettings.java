package dev.rollcall.sso.flow;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.SignInAddresses;
import dev.rollcall.kit.certificate.IdpCertificate;
import dev.rollcall.sso.saml.NameIdForm;
import dev.rollcall.sso.saml.SamlAttributes;
import dev.rollcall.sso.saml.SamlConnection;
import dev.rollcall.sso.samlkey.OurSamlKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A connection's SAML settings as the checks take them. */
@ApplicationScoped
class SamlSettings {
    /** Of all connections that somebody signs in over; what is kept is only that these bytes mean this certificate. */
    private static final int CERTIFICATES_MAX = 1_000;

    private final OurSamlKeys keys;
    private final String base;
    private final LoadingCache<String, X509Certificate> certificates =
            Caffeine.newBuilder().maximumSize(CERTIFICATES_MAX).build(SamlSettings::certificate);

    SamlSettings(OurSamlKeys keys, @ConfigProperty(name = "rollcall.issuer") String base) {
        this.keys = keys;
        this.base = base;
    }

    SignInAddresses addresses(UUID connection) {
        return SignInAddresses.of(base, connection);
    }

    SamlConnection connection(UUID id, IdpSettings.Saml idp) {
        SignInAddresses ours = addresses(id);
        return new SamlConnection(
                idp.entityId(),
                idp.certificates().stream().map(certificates::get).toList(),
                idp.expiredCertificatesAccepted(),
                ours.entityId(),
                ours.acsUrl(),
                form(idp.nameId()),
                SamlAttributes.DOCUMENTED,
                SamlConnection.USUAL_SKEW,
                keys.ring().decryptionKeys());
    }

    static NameIdForm form(IdpSettings.Saml.NameId nameId) {
        return switch (nameId) {
            case EMAIL -> NameIdForm.EMAIL;
            case PERSISTENT -> NameIdForm.PERSISTENT;
            case UNSPECIFIED -> NameIdForm.UNSPECIFIED;
        };
    }

    private static X509Certificate certificate(String base64) {
        return switch (IdpCertificate.ofBase64(base64)) {
            case IdpCertificate.Read read -> read.certificate();
            case IdpCertificate.Refused refused ->
                throw new IllegalStateException("A stored certificate is none: " + refused.text());
        };
    }
}
