package dev.rollcall.sso.saml;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The digests that a signature may be made of. */
enum DigestMethod {
    SHA_256("http://www.w3.org/2001/04/xmlenc#sha256", "SHA-256"),
    SHA_384("http://www.w3.org/2001/04/xmldsig-more#sha384", "SHA-384"),
    SHA_512("http://www.w3.org/2001/04/xmlenc#sha512", "SHA-512");

    private final String uri;
    private final String algorithm;

    DigestMethod(String uri, String algorithm) {
        this.uri = uri;
        this.algorithm = algorithm;
    }

    byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static DigestMethod of(@Nullable String uri) throws SamlRefused {
        return Arrays.stream(values())
                .filter(method -> method.uri.equals(uri))
                .findFirst()
                .orElseThrow(() -> new SamlRefused(SamlRefusal.SIGNATURE_ALGORITHM, "SHA-256 or stronger", uri));
    }
}
