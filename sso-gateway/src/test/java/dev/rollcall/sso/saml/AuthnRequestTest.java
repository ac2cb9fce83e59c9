package dev.rollcall.sso.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class AuthnRequestTest {
    private static final SamlKeys OURS = SamlWorld.keys("ours");
    private static final SamlKey KEY = new SamlKey(OURS.pair().getPrivate(), OURS.certificate());

    private static AuthnRequest request(String destination) {
        return new AuthnRequest(
                "_r1",
                Instant.parse("2030-01-01T12:00:00.123456Z"),
                destination,
                SamlWorld.ENTITY_ID,
                SamlWorld.ACS,
                NameIdForm.EMAIL,
                false);
    }

    private static Map<String, String> query(String address) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : URI.create(address).getRawQuery().split("&")) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return query;
    }

    private static String decoded(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    @Test
    void theRedirectCarriesADeflatedRequest() throws Exception {
        Map<String, String> query =
                query(request("https://idp.acme.test/sso?tenant=a&b=c").redirect("state1", KEY));

        byte[] deflated = Base64.getDecoder().decode(decoded(query.get("SAMLRequest")));
        byte[] xml = new InflaterInputStream(new ByteArrayInputStream(deflated), new Inflater(true)).readAllBytes();
        Element root = SecureXml.parse(xml).getDocumentElement();
        assertThat(query.keySet()).containsExactly("tenant", "b", "SAMLRequest", "RelayState", "SigAlg", "Signature");
        assertThat(root.getLocalName()).isEqualTo("AuthnRequest");
        assertThat(root.getAttribute("ID")).isEqualTo("_r1");
        assertThat(root.getAttribute("IssueInstant")).isEqualTo("2030-01-01T12:00:00.123Z");
        assertThat(root.getAttribute("AssertionConsumerServiceURL")).isEqualTo(SamlWorld.ACS);
        assertThat(root.hasAttribute("ForceAuthn")).isFalse();
    }

    @Test
    void theRedirectIsSignedOverItsQueryAsSent() throws Exception {
        String address = request("https://idp.acme.test/sso").redirect("state/1+2", KEY);

        String query = URI.create(address).getRawQuery();
        int end = query.indexOf("&Signature=");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(OURS.pair().getPublic());
        signature.update(query.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        byte[] value = Base64.getDecoder().decode(decoded(query.substring(end + "&Signature=".length())));
        assertThat(signature.verify(value)).isTrue();
        assertThat(decoded(query(address).get("RelayState"))).isEqualTo("state/1+2");
    }

    @Test
    void thePostCarriesASignatureThatOurOwnCheckBelieves() throws Exception {
        byte[] xml =
                Base64.getDecoder().decode(request("https://idp.acme.test/sso").post(KEY));

        Element root = SecureXml.parse(xml).getDocumentElement();
        Element signature = DocumentShape.signatureOf(root);
        SamlConnection theirs = new SamlConnection(
                SamlWorld.ENTITY_ID,
                List.of(OURS.certificate()),
                false,
                SamlWorld.IDP,
                "https://idp.acme.test/sso",
                NameIdForm.EMAIL,
                SamlAttributes.DOCUMENTED,
                SamlConnection.USUAL_SKEW,
                List.of());
        assertThat(signature).isNotNull();
        assertThat(SignatureCheck.require(root, signature, theirs, SamlWorld.NOW)
                        .element()
                        .getAttribute("ID"))
                .isEqualTo("_r1");
    }

    /** What is put in is text, never markup. */
    @Test
    void valuesAreEscaped() throws Exception {
        AuthnRequest request = new AuthnRequest(
                "_r1",
                SamlWorld.NOW,
                "https://idp.acme.test/\"><x/>",
                "a&b<c/>",
                "https://x/?a&b\n",
                NameIdForm.PERSISTENT,
                true);

        Element root =
                SecureXml.parse(request.xml().getBytes(StandardCharsets.UTF_8)).getDocumentElement();
        assertThat(root.getAttribute("Destination")).isEqualTo("https://idp.acme.test/\"><x/>");
        assertThat(root.getAttribute("AssertionConsumerServiceURL")).isEqualTo("https://x/?a&b\n");
        assertThat(root.getAttribute("ForceAuthn")).isEqualTo("true");
        assertThat(Markup.text(Markup.children(root).getFirst())).isEqualTo("a&b<c/>");
    }

    @Test
    void aLongRelayStateIsOurMistake() {
        AuthnRequest request = request("https://idp.acme.test/sso");

        assertThatThrownBy(() -> request.redirect("x".repeat(81), KEY)).isInstanceOf(IllegalArgumentException.class);
    }
}
