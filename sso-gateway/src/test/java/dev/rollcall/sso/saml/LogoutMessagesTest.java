package dev.rollcall.sso.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What we sign of what identity providers said: it is text there, never markup that they could add with our signature (CVE-2026-46490). */
class LogoutMessagesTest {
    private static final String HOSTILE = "ann</saml:NameID><saml:NameID>admin@acme.test\"><x/>&amp;";

    private static SamlKey ours() {
        SamlKeys keys = SamlWorld.keys("ours");
        return new SamlKey(keys.pair().getPrivate(), keys.certificate());
    }

    private static Element root(String address) throws IOException, SamlRefused {
        String query = URI.create(address).getRawQuery();
        String message = query.replaceFirst(".*SAML(Request|Response)=", "").replaceFirst("&.*", "");
        byte[] packed = Base64.getDecoder().decode(URLDecoder.decode(message, StandardCharsets.UTF_8));
        try (var inflated = new InflaterInputStream(new ByteArrayInputStream(packed), new Inflater(true))) {
            return SecureXml.parse(inflated.readAllBytes()).getDocumentElement();
        }
    }

    @Test
    void aNameIdAndASessionsNameAreTextInOurRequest() throws Exception {
        Element root = root(new LogoutRequest(
                        "_l1",
                        SamlWorld.NOW,
                        "https://idp.acme.test/slo?x=y&z=1",
                        SamlWorld.ENTITY_ID,
                        HOSTILE,
                        HOSTILE)
                .redirect(ours()));

        assertThat(root.getAttribute("Destination")).isEqualTo("https://idp.acme.test/slo?x=y&z=1");
        List<Element> parts = Markup.children(root);
        assertThat(parts).extracting(Element::getLocalName).containsExactly("Issuer", "NameID", "SessionIndex");
        assertThat(Markup.text(parts.get(1))).isEqualTo(HOSTILE);
        assertThat(Markup.text(parts.get(2))).isEqualTo(HOSTILE);
    }

    @Test
    void theRequestThatWeAnswerIsNamedByTextToo() throws Exception {
        Element root =
                root(new LogoutAnswer("_a1", HOSTILE, SamlWorld.NOW, "https://idp.acme.test/slo", SamlWorld.ENTITY_ID)
                        .redirect(null, ours()));

        assertThat(root.getAttribute("InResponseTo")).isEqualTo(HOSTILE);
        assertThat(Markup.children(root)).extracting(Element::getLocalName).containsExactly("Issuer", "Status");
    }
}
