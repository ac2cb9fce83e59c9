package dev.rollcall.scimendpoint.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bodies in another charset than JSON's own. */
final class Charsets {
    private static final String PARAMETER = "charset=";

    private Charsets() {}

    /**
     * The body in UTF-8 (or, unlabelled, in whatever Unicode form it has). RFC 8259 §8.1 knows UTF-8 only, yet some tools label, and some
     * of them also write, ISO-8859-1: a label counts only where the bytes are no UTF-8.
     */
    static byte[] utf8(byte[] body, @Nullable String contentType) {
        Charset labelled = labelled(contentType);
        if (labelled == null || labelled.equals(StandardCharsets.UTF_8) || isUtf8(body)) {
            return body;
        }
        return new String(body, labelled).getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Charset labelled(@Nullable String contentType) {
        int at = contentType == null ? -1 : contentType.toLowerCase(Locale.ROOT).indexOf(PARAMETER);
        if (contentType == null || at < 0) {
            return null;
        }
        String name = contentType
                .substring(at + PARAMETER.length())
                .split(";", 2)[0]
                .replace("\"", "")
                .strip();
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
