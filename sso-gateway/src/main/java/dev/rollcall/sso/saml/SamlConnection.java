package dev.rollcall.sso.saml;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a connection says about its IdP and about us.
 *
 * @param idpEntityId the only issuer that is believed
 * @param certificates the only keys that are believed, at least one: the current and, around a rollover, the next; a key inside a message never counts
 * @param expiredCertificatesAccepted whether a certificate past its end still proves; many IdPs renew late, and the key is pinned anyway
 * @param entityId ours: the audience
 * @param acsUrl ours: destination and recipient
 * @param clockSkew how far the IdP's clock may be off, 0 to 5 minutes
 * @param decryptionKeys ours for encrypted assertions, newest first; empty when we published none
 */
public record SamlConnection(
        String idpEntityId,
        List<X509Certificate> certificates,
        boolean expiredCertificatesAccepted,
        String entityId,
        String acsUrl,
        NameIdForm nameIdForm,
        SamlAttributes attributes,
        Duration clockSkew,
        List<PrivateKey> decryptionKeys) {
    /** Wide enough for the clocks of one company; each further second is a second more for a stolen message. */
    public static final Duration USUAL_SKEW = Duration.ofSeconds(60);

    private static final Duration SKEW_MAX = Duration.ofMinutes(5);
    /** Every one of them is tried on a forged message. */
    private static final int CERTIFICATES_MAX = 10;

    public SamlConnection {
        certificates = List.copyOf(certificates);
        decryptionKeys = List.copyOf(decryptionKeys);
        // Several products took "no certificate" for "no signature needed".
        if (certificates.isEmpty() || certificates.size() > CERTIFICATES_MAX) {
            throw new IllegalArgumentException("A connection has one to " + CERTIFICATES_MAX + " certificates.");
        }
        if (idpEntityId.isBlank() || entityId.isBlank() || acsUrl.isBlank()) {
            throw new IllegalArgumentException("A connection names its IdP, our entity ID and our ACS URL.");
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(SKEW_MAX) > 0) {
            throw new IllegalArgumentException("The clock skew is at most " + SKEW_MAX + ".");
        }
    }

    /** Whether a signature by it counts now. */
    boolean believes(X509Certificate certificate, Instant now) {
        return expiredCertificatesAccepted
                || !now.isAfter(certificate.getNotAfter().toInstant());
    }
}
