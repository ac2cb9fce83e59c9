package dev.rollcall.sso.saml;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A certificate's name among people: SHA-256 over its DER form, in hex, as identity providers and openssl print it without colons. */
final class Thumbprint {
    private Thumbprint() {}

    static String of(X509Certificate certificate) {
        try {
            return of(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String of(byte[] der) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
    }

    /** Of the certificate that a signature says it was made with: a hint for people, never a key. Null when it says none. */
    static @Nullable String claimedIn(Element signature) {
        @Nullable Element here = signature;
        for (String name : List.of("KeyInfo", "X509Data", "X509Certificate")) {
            List<Element> next = here == null ? List.of() : Markup.children(here, SamlNames.SIGNATURE, name);
            here = next.isEmpty() ? null : next.getFirst();
        }
        try {
            return here == null ? null : of(Base64.getMimeDecoder().decode(here.getTextContent()));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return null;
        }
    }
}
