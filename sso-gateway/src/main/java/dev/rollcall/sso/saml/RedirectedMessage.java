package dev.rollcall.sso.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A message that came in an address (bindings §3.4), its signature checked over the very characters of the query. Whoever decodes first and
 * encodes again verifies another text than was signed, and whoever decodes names reads a parameter that no signature covers.
 *
 * @param relayState decoded, null when there is none
 */
record RedirectedMessage(Element root, @Nullable String relayState) {
    private static final Map<String, String> SIGNATURES = Map.of(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "SHA256withRSA",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", "SHA384withRSA",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "SHA512withRSA");

    /** @param kind the parameter that holds the message: {@code SAMLRequest} or {@code SAMLResponse} */
    static RedirectedMessage read(String rawQuery, String kind, SamlConnection connection, Instant now)
            throws SamlRefused {
        Map<String, String> raw = parameters(rawQuery);
        String message = raw.get(kind);
        if (message == null) {
            throw new SamlRefused(SamlRefusal.SCHEMA, kind, "none");
        }
        requireSignature(raw, kind, connection, now);
        Element root = SecureXml.parse(inflate(base64(decoded(message)))).getDocumentElement();
        String relayState = raw.get("RelayState");
        return new RedirectedMessage(root, relayState == null ? null : decoded(relayState));
    }

    /** As they stand, undecoded: each name once and spelled out. */
    private static Map<String, String> parameters(String rawQuery) throws SamlRefused {
        if (rawQuery.length() > SecureXml.BYTES_MAX) {
            throw invalid("at most " + SecureXml.BYTES_MAX + " characters", rawQuery.length() + " characters");
        }
        Map<String, String> raw = new HashMap<>();
        for (String pair : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (name.indexOf('%') >= 0 || name.indexOf('+') >= 0) {
                throw invalid("parameters by their plain names", name);
            }
            if (raw.put(name, equals < 0 ? "" : pair.substring(equals + 1)) != null) {
                throw invalid("each parameter once", name);
            }
        }
        return raw;
    }

    private static void requireSignature(Map<String, String> raw, String kind, SamlConnection connection, Instant now)
            throws SamlRefused {
        String algorithm = raw.get("SigAlg");
        String value = raw.get("Signature");
        if (algorithm == null || value == null) {
            throw new SamlRefused(SamlRefusal.SIGNATURE_MISSING, "SigAlg and Signature", "not both");
        }
        String named = decoded(algorithm);
        String jca = SIGNATURES.get(named);
        if (jca == null) {
            throw new SamlRefused(SamlRefusal.SIGNATURE_ALGORITHM, "RSA with SHA-256 or stronger", named);
        }
        String relayState = raw.containsKey("RelayState") ? "&RelayState=" + raw.get("RelayState") : "";
        String signed = kind + "=" + raw.get(kind) + relayState + "&SigAlg=" + algorithm;
        byte[] signature = base64(decoded(value));
        for (X509Certificate certificate : connection.certificates()) {
            if (connection.believes(certificate, now) && fits(certificate, jca, signed, signature)) {
                return;
            }
        }
        throw new SamlRefused(
                SamlRefusal.SIGNATURE_INVALID, "a signature by the connection's IdP", "another signature");
    }

    private static boolean fits(X509Certificate certificate, String algorithm, String signed, byte[] value) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(certificate.getPublicKey());
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            return signature.verify(value);
        } catch (GeneralSecurityException e) {
            return false; // another kind of key, or a value of another length
        }
    }

    /** Never more than the limit, however small it was packed. */
    private static byte[] inflate(byte[] deflated) throws SamlRefused {
        Inflater raw = new Inflater(true);
        try (InflaterInputStream inflated = new InflaterInputStream(new ByteArrayInputStream(deflated), raw)) {
            return inflated.readNBytes(SecureXml.BYTES_MAX + 1); // the parser refuses the one byte more
        } catch (IOException e) {
            throw invalid("a deflated message", e.getMessage());
        } finally {
            raw.end();
        }
    }

    private static byte[] base64(String text) throws SamlRefused {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid("Base64", e.getMessage());
        }
    }

    private static String decoded(String raw) throws SamlRefused {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("percent-encoding", e.getMessage());
        }
    }

    private static SamlRefused invalid(String expected, @Nullable String received) {
        return new SamlRefused(SamlRefusal.XML_INVALID, expected, received);
    }
}
