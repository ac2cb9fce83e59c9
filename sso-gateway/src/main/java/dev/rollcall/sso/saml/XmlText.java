package dev.rollcall.sso.saml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text on its way into XML of ours. */
final class XmlText {
    private XmlText() {}

    /** Fit for an element and for an attribute in double quotes; line ends and tabs as references, since attributes would lose them. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\r', '\t' ->
                    escaped.append("&#").append((int) character).append(';');
                default -> escaped.append(character);
            }
        }
        return escaped.toString();
    }

    static byte[] utf8(String before, byte[] middle, String after) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(middle);
        bytes.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
