package dev.rollcall.sandbox.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The JDK's own XML signatures judge what is written by hand. */
class SigningIdpTest {
    private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    private static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";

    @Test
    void theSignatureHoldsForTheAssertionAsItStandsInTheResponse() throws Exception {
        // given
        SigningIdp idp = SigningIdp.fresh("https://idp.example");
        var asked = new SigningIdp.Asked("_request", "http://localhost/acs", "http://localhost/metadata", "state");
        var person = new SigningIdp.Person("ann@acme.example", "Ann & \"Lee\"", "<Lee>", List.of("acme:tools"));

        // when
        Map<String, String> form = idp.answer(asked, person);

        // then
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        Document document = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(Base64.getDecoder().decode(form.get("SAMLResponse"))));
        Element assertion = (Element)
                document.getElementsByTagNameNS(ASSERTION, "Assertion").item(0);
        assertion.setIdAttribute("ID", true);
        DOMValidateContext context = new DOMValidateContext(
                certificate(idp),
                document.getElementsByTagNameNS(SIGNATURE, "Signature").item(0));
        XMLSignature signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
        assertThat(signature.validate(context)).isTrue();
        assertThat(assertion.getTextContent()).contains("Ann & \"Lee\"", "<Lee>", "acme:tools");
        assertThat(form).containsEntry("RelayState", "state");
    }

    private static java.security.PublicKey certificate(SigningIdp idp) throws Exception {
        String pem = ((List<?>) idp.settings().get("certificates")).getFirst().toString();
        return java.security.cert.CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes()))
                .getPublicKey();
    }
}
