package dev.rollcall.sso.saml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/** SAML bindings §3.4: a message in an address, signed beside the XML. */
final class RedirectBinding {
    private RedirectBinding() {}

    /**
     * @param kind {@code SAMLRequest} or {@code SAMLResponse}
     * @param relayState null: the parameter is left out, and out of the signature (§3.4.4.1)
     */
    static String signed(String destination, String kind, String xml, @Nullable String relayState, SamlKey key) {
        // §3.4.4.1: this order, and the signature is over the text as it is sent.
        String query = kind + "=" + encode(Base64.getEncoder().encodeToString(deflate(xml)))
                + (relayState == null ? "" : "&RelayState=" + encode(relayState))
                + "&SigAlg=" + encode(SamlNames.RSA_SHA256);
        String signature = Base64.getEncoder().encodeToString(sign(query, key));
        return destination + (destination.indexOf('?') < 0 ? '?' : '&') + query + "&Signature=" + encode(signature);
    }

    private static byte[] deflate(String xml) {
        Deflater raw = new Deflater(Deflater.BEST_COMPRESSION, true); // RFC 1951, without zlib's header
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes, raw)) {
            deflated.write(xml.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            raw.end();
        }
        return bytes.toByteArray();
    }

    private static byte[] sign(String query, SamlKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.key());
            signature.update(query.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Our SAML key does not sign.", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
