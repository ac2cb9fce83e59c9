package dev.rollcall.sso.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Parsers are used again: what one message did must not change what the next may do. */
class SecureXmlTest {
    private static byte[] deep(int levels) {
        return ("<a>".repeat(levels) + "</a>".repeat(levels)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] wide(int attributes) {
        StringBuilder xml = new StringBuilder("<a");
        for (int i = 0; i < attributes; i++) {
            xml.append(" a").append(i).append("=\"\"");
        }
        return xml.append("/>").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void limitsHoldForEachMessageByItself() throws Exception {
        byte[] entity =
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 500; i++) {
            assertThat(SecureXml.parse(deep(32)).getDocumentElement().getLocalName())
                    .isEqualTo("a");
            assertThat(SecureXml.parse(wide(64))
                            .getDocumentElement()
                            .getAttributes()
                            .getLength())
                    .isEqualTo(64);
        }
        for (byte[] refused : new byte[][] {deep(33), wide(65), entity}) {
            assertThatThrownBy(() -> SecureXml.parse(refused)).isInstanceOf(SamlRefused.class);
            assertThat(SecureXml.parse(deep(32)).getDocumentElement().getLocalName())
                    .isEqualTo("a");
        }
    }
}
