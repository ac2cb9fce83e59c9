package dev.rollcall.sso.saml;

import dev.rollcall.kit.certificate.IdpCertificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A certificate's name among people: SHA-256 over its DER form, in hex, as identity providers and openssl print it without colons. */
final class Thumbprint {
    private Thumbprint() {}

    static String of(X509Certificate certificate) {
        try {
            return IdpCertificate.thumbprint(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the certificate that a signature says it was made with: a hint for people, never a key. Null when it says none. */
    static @Nullable String claimedIn(Element signature) {
        @Nullable Element here = signature;
        for (String name : List.of("KeyInfo", "X509Data", "X509Certificate")) {
            List<Element> next = here == null ? List.of() : Markup.children(here, SamlNames.SIGNATURE, name);
            here = next.isEmpty() ? null : next.getFirst();
        }
        try {
            return here == null
                    ? null
                    : IdpCertificate.thumbprint(Base64.getMimeDecoder().decode(here.getTextContent()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
