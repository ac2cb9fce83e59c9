package dev.rollcall.membership.idp;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.certificate.IdpCertificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Certificates as owners paste them and as metadata carry them; each that cannot be used is refused with its place and the reason (R-SSO-3). */
final class CertificateReading {
    /** The current, the next, and those of a provider that signs with many; each is tried at every sign-in. */
    static final int MAX = 10;

    private static final int SUBJECT_MAX = 500; // a line for people

    private CertificateReading() {}

    /** Each with its BEGIN and END lines. */
    static List<StoredCertificate> ofPems(List<String> pasted) {
        return distinct(pasted.stream().map(IdpCertificate::ofPem).toList());
    }

    /** As in {@link dev.rollcall.contract.signin.IdpSettings.Saml#certificates()}. */
    static List<StoredCertificate> ofDers(List<String> base64) {
        return distinct(base64.stream().map(IdpCertificate::ofBase64).toList());
    }

    /** One of them at least must prove something. */
    static void requireCurrent(List<StoredCertificate> certificates, boolean expiredAccepted, Instant now) {
        Instant last = certificates.stream()
                .map(StoredCertificate::validUntil)
                .max(Comparator.naturalOrder())
                .orElse(now);
        if (!now.isBefore(last) && !expiredAccepted) {
            throw refused("all of them have ended, the last on " + last
                    + ", so nothing that the identity provider signs would be believed; give the current one,"
                    + " or set expiredCertificatesAccepted");
        }
    }

    private static List<StoredCertificate> distinct(List<IdpCertificate> read) {
        if (read.isEmpty() || read.size() > MAX) {
            throw refused("give 1 to " + MAX + " signing certificates");
        }
        Map<String, StoredCertificate> byThumbprint = new LinkedHashMap<>();
        for (int i = 0; i < read.size(); i++) {
            switch (read.get(i)) {
                case IdpCertificate.Read good -> byThumbprint.putIfAbsent(good.thumbprint(), stored(good));
                case IdpCertificate.Refused bad ->
                    throw Refusal.VALUE_INVALID.because("certificates: number " + (i + 1) + ": " + bad.text());
            }
        }
        return List.copyOf(byThumbprint.values());
    }

    private static StoredCertificate stored(IdpCertificate.Read read) {
        X509Certificate certificate = read.certificate();
        String subject = certificate.getSubjectX500Principal().getName();
        try {
            return new StoredCertificate(
                    Base64.getEncoder().encodeToString(certificate.getEncoded()),
                    read.thumbprint(),
                    subject.length() <= SUBJECT_MAX ? subject : subject.substring(0, SUBJECT_MAX),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e); // it was made from these bytes
        }
    }

    private static Refused refused(String fault) {
        return Refusal.VALUE_INVALID.because("certificates: " + fault + ".");
    }
}
