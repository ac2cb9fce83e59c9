package dev.rollcall.membership.idp;

import java.time.Instant;

/**
 * A signing certificate of an identity provider.
 *
 * @param der base64 of the DER form
 * @param thumbprint SHA-256 of the DER form, in hex
 * @param subject distinguished name (RFC 2253)
 */
record StoredCertificate(String der, String thumbprint, String subject, Instant validFrom, Instant validUntil) {

    boolean ended(Instant now) {
        return !now.isBefore(validUntil);
    }
}
