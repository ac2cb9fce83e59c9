package dev.rollcall.scimendpoint.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** O2 and REST Assured's habit. */
class CharsetsTest {
    private static final String TEXT = "{\"displayName\":\"Renée\"}";
    private static final String LABEL = "application/scim+json; charset=\"ISO-8859-1\"";

    @Test
    void latin1IsReadAsLabelled() {
        assertThat(new String(Charsets.utf8(TEXT.getBytes(ISO_8859_1), LABEL), UTF_8))
                .isEqualTo(TEXT);
    }

    @Test
    void utf8UnderAWrongLabelStaysUtf8() {
        assertThat(new String(Charsets.utf8(TEXT.getBytes(UTF_8), LABEL), UTF_8))
                .isEqualTo(TEXT);
    }

    @Test
    void anUnknownLabelCountsForNothing() {
        byte[] body = TEXT.getBytes(UTF_8);
        assertThat(Charsets.utf8(body, "application/json; charset=klingon")).isSameAs(body);
        assertThat(Charsets.utf8(body, "application/json; charset=")).isSameAs(body);
        assertThat(Charsets.utf8(body, null)).isSameAs(body);
    }
}
