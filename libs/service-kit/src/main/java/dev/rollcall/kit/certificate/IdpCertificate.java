package dev.rollcall.kit.certificate;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the signing certificate of an IdP as an administrator pastes it (R-SSO-3), and says precisely what is wrong with other text. */
public sealed interface IdpCertificate {
    /** NIST SP 800-131A: less is no longer a signature. */
    int RSA_BITS_MIN = 2_048;
    /** P-256, the smallest curve of our algorithms. */
    int EC_BITS_MIN = 256;
    /** A certificate has one or two thousand characters; with a chain pasted along some more. */
    int CHARACTERS_MAX = 16_384;

    Pattern PEM = Pattern.compile("-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----");

    record Read(X509Certificate certificate) implements IdpCertificate {
        /** SHA-256 in hex, to compare with the IdP's own page. */
        public String thumbprint() {
            try {
                return IdpCertificate.thumbprint(certificate.getEncoded());
            } catch (CertificateException e) {
                throw new IllegalStateException(e); // it was made from these bytes
            }
        }
    }

    /** @param text one sentence for the person who pasted it */
    record Refused(String text) implements IdpCertificate {}

    /** One certificate with its BEGIN and END lines. */
    static IdpCertificate ofPem(String pasted) {
        String text = pasted.strip();
        if (text.length() > CHARACTERS_MAX) {
            return new Refused("This is far longer than a certificate.");
        }
        if (text.contains("PRIVATE KEY-----")) {
            return new Refused(
                    "This is a private key. Keep it secret, replace it if it was shown to others, and paste the certificate.");
        }
        if (text.contains("-----BEGIN PUBLIC KEY-----") || text.contains("CERTIFICATE REQUEST-----")) {
            return new Refused("This is a public key or a certificate request. Paste the certificate itself.");
        }
        if (!text.startsWith("-----BEGIN CERTIFICATE-----")) {
            return new Refused("The first line must be -----BEGIN CERTIFICATE-----. Paste the certificate whole.");
        }
        if (!text.endsWith("-----END CERTIFICATE-----")) {
            return new Refused("The last line must be -----END CERTIFICATE-----. The end seems to be cut off.");
        }
        Matcher one = PEM.matcher(text);
        if (!one.matches()) {
            return new Refused(
                    "Paste one certificate at a time; the identity provider's own, not those that signed it.");
        }
        return ofBase64(one.group(1));
    }

    /** The same without the lines around it, as metadata have it. */
    static IdpCertificate ofBase64(String base64) {
        try {
            byte[] der = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return strong(certificate.getPublicKey())
                    ? new Read(certificate)
                    : new Refused(
                            "The certificate's key is too weak: RSA of 2048 bits or more, or an elliptic curve from P-256 on.");
        } catch (IllegalArgumentException e) {
            return new Refused(
                    "The text between the lines is not Base64: something was changed or left out in copying.");
        } catch (CertificateException e) {
            return new Refused(
                    "The text is Base64, but no X.509 certificate: something was changed or left out in copying.");
        }
    }

    /** SHA-256 over the DER form, in hex, as identity providers and openssl print it without colons. */
    static String thumbprint(byte[] der) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java runtime has it
        }
    }

    private static boolean strong(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= RSA_BITS_MIN;
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= EC_BITS_MIN;
            default -> false;
        };
    }
}
