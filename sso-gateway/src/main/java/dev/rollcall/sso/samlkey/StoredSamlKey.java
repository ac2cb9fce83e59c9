package dev.rollcall.sso.samlkey;

import dev.rollcall.kit.secret.MasterKeys.Sealed;
import java.time.Instant;

/**
 * A row of {@code saml_key}.
 *
 * @param thumbprint SHA-256 of the certificate, in hex
 * @param certificate X.509 in DER
 * @param sealed the private half (PKCS#8), sealed
 */
record StoredSamlKey(String thumbprint, byte[] certificate, Sealed sealed, Instant createdAt) {
    /** Ties the sealed private half to its row. */
    static String context(String thumbprint) {
        return "saml_key:" + thumbprint;
    }
}
