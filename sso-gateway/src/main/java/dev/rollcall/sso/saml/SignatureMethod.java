package dev.rollcall.sso.saml;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The signatures that count. No SHA-1, no DSA, and no HMAC: keyed with the IdP's public key it would be anybody's. */
enum SignatureMethod {
    RSA_SHA256("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "RSA"),
    RSA_SHA384("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", "RSA"),
    RSA_SHA512("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "RSA"),
    PSS_SHA256("http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", "RSA"),
    PSS_SHA384("http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1", "RSA"),
    PSS_SHA512("http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1", "RSA"),
    ECDSA_SHA256("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "EC"),
    ECDSA_SHA384("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", "EC"),
    ECDSA_SHA512("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", "EC");

    private final String uri;
    private final String keyAlgorithm;

    SignatureMethod(String uri, String keyAlgorithm) {
        this.uri = uri;
        this.keyAlgorithm = keyAlgorithm;
    }

    /** What {@link java.security.Key#getAlgorithm} says of the keys for it. */
    String keyAlgorithm() {
        return keyAlgorithm;
    }

    static SignatureMethod of(@Nullable String uri) throws SamlRefused {
        return Arrays.stream(values())
                .filter(method -> method.uri.equals(uri))
                .findFirst()
                .orElseThrow(() ->
                        new SamlRefused(SamlRefusal.SIGNATURE_ALGORITHM, "RSA or ECDSA with SHA-256 or stronger", uri));
    }
}
