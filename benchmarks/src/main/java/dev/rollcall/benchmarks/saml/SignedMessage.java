package dev.rollcall.benchmarks.saml;

import dev.rollcall.sso.saml.NameIdForm;
import dev.rollcall.sso.saml.SamlAttributes;
import dev.rollcall.sso.saml.SamlConnection;
import dev.rollcall.sso.samlkey.SamlCertificate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.xml.security.Init;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.apache.xml.security.utils.XMLUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A Response as identity providers send it: the assertion signed with RSA of 2,048 bits, ten attributes, three kilobytes or so.
 *
 * @param xml in UTF-8
 * @param now at which its times are right
 */
record SignedMessage(byte[] xml, KeyPair keys, SamlConnection connection, Instant now) {
    static final String REQUEST = "_request";
    private static final String IDP = "https://idp.example/saml";
    private static final String ENTITY = "https://sso.example/saml/c/metadata";
    private static final String ACS = "https://sso.example/saml/c/acs";
    private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";

    static SignedMessage make(Instant now) throws Exception {
        Init.init();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        KeyPair keys = generator.generateKeyPair();
        Duration day = Duration.ofDays(1);
        X509Certificate certificate = SamlCertificate.selfSigned(keys, now.minus(day), now.plus(day));
        SamlConnection connection = new SamlConnection(
                IDP,
                List.of(certificate),
                false,
                ENTITY,
                ACS,
                NameIdForm.EMAIL,
                SamlAttributes.DOCUMENTED,
                SamlConnection.USUAL_SKEW,
                List.of());
        return new SignedMessage(signed(now, keys, certificate), keys, connection, now);
    }

    String posted() {
        return Base64.getEncoder().encodeToString(xml);
    }

    private static byte[] signed(Instant now, KeyPair keys, X509Certificate certificate) throws Exception {
        Document document = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text(now).getBytes(StandardCharsets.UTF_8)));
        Element assertion = (Element) document.getDocumentElement().getLastChild();
        assertion.setIdAttributeNS(null, "ID", true);
        XMLSignature signature =
                new XMLSignature(document, "", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", EXCLUSIVE);
        assertion.insertBefore(signature.getElement(), assertion.getFirstChild().getNextSibling());
        Transforms transforms = new Transforms(document);
        transforms.addTransform("http://www.w3.org/2000/09/xmldsig#enveloped-signature");
        transforms.addTransform(EXCLUSIVE);
        signature.addDocument("#_assertion", transforms, "http://www.w3.org/2001/04/xmlenc#sha256");
        signature.addKeyInfo(certificate);
        signature.sign(keys.getPrivate());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        XMLUtils.outputDOM(document, bytes);
        return bytes.toByteArray();
    }

    private static String text(Instant now) {
        Instant end = now.plusSeconds(300);
        StringBuilder attributes = new StringBuilder();
        for (String name :
                List.of("email", "name", "dockerRole", "dockerOrg", "dockerTeam", "a1", "a2", "a3", "a4", "a5")) {
            attributes.append(
                    "<saml:Attribute Name=\"%s\"><saml:AttributeValue>ann@acme.test</saml:AttributeValue></saml:Attribute>"
                            .formatted(name));
        }
        return """
                <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
                ID="_response" Version="2.0" IssueInstant="%1$s" Destination="%3$s" InResponseTo="%5$s"><saml:Issuer>%4$s</saml:Issuer>\
                <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
                <saml:Assertion ID="_assertion" Version="2.0" IssueInstant="%1$s"><saml:Issuer>%4$s</saml:Issuer><saml:Subject>\
                <saml:NameID>ann@acme.test</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
                <saml:SubjectConfirmationData Recipient="%3$s" NotOnOrAfter="%2$s" InResponseTo="%5$s"/></saml:SubjectConfirmation>\
                </saml:Subject><saml:Conditions NotBefore="%1$s" NotOnOrAfter="%2$s"><saml:AudienceRestriction>\
                <saml:Audience>%6$s</saml:Audience></saml:AudienceRestriction></saml:Conditions>\
                <saml:AuthnStatement AuthnInstant="%1$s" SessionIndex="_session"><saml:AuthnContext><saml:AuthnContextClassRef>\
                urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>\
                <saml:AttributeStatement>%7$s</saml:AttributeStatement></saml:Assertion></samlp:Response>""".formatted(now, end, ACS, IDP, REQUEST, ENTITY, attributes);
    }
}
