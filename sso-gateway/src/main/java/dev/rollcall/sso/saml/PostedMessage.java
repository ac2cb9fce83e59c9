package dev.rollcall.sso.saml;

import java.util.Base64;

/** SAML bindings §3.5.4: a message in a form field. */
final class PostedMessage {
    /** Base64 is a third longer, and some IdPs break its lines. */
    private static final int CHARACTERS_MAX = SecureXml.BYTES_MAX / 3 * 4 + SecureXml.BYTES_MAX / 32;

    private PostedMessage() {}

    static byte[] decode(String posted) throws SamlRefused {
        if (posted.length() > CHARACTERS_MAX) {
            throw new SamlRefused(
                    SamlRefusal.XML_INVALID,
                    "at most " + SecureXml.BYTES_MAX + " bytes",
                    posted.length() + " characters");
        }
        try {
            // Not the MIME decoder, which passes over whatever is not Base64.
            return Base64.getDecoder().decode(withoutLineBreaks(posted));
        } catch (IllegalArgumentException e) {
            throw new SamlRefused(SamlRefusal.XML_INVALID, "Base64", e.getMessage());
        }
    }

    private static String withoutLineBreaks(String posted) {
        return posted.indexOf('\n') < 0 && posted.indexOf('\r') < 0
                ? posted
                : posted.replace("\r", "").replace("\n", "");
    }
}
