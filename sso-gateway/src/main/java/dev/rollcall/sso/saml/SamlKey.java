package dev.rollcall.sso.saml;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A key of ours and the certificate under which IdPs know it: RSA of 2,048 bits or more, which every IdP can read. */
public record SamlKey(PrivateKey key, X509Certificate certificate) {
    public SamlKey {
        if (!"RSA".equals(key.getAlgorithm())) {
            throw new IllegalArgumentException("Our SAML key is an RSA key.");
        }
    }

    /** The key stays unsaid, wherever this is printed. */
    @Override
    public String toString() {
        return "SamlKey[" + Thumbprint.of(certificate) + "]";
    }
}
