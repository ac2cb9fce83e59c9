package dev.rollcall.sso.flow;

import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.IdpSettings.Saml.NameId;
import dev.rollcall.sso.saml.SamlKeys;
import dev.rollcall.sso.saml.SamlSigner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.w3c.dom.Element;

/** A SAML identity provider of one test: reads the question from the address that the browser was sent to, and signs an answer. */
final class SamlIdp {
    static final String ENTITY_ID = "https://idp.test/saml";
    static final String SIGN_ON = "https://idp.test/sso";
    static final String LOGOUT = "https://idp.test/slo";
    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    private final SamlKeys keys = SamlKeys.rsa(
            "idp", Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(1)));

    IdpSettings.Saml settings() {
        try {
            String certificate =
                    Base64.getEncoder().encodeToString(keys.certificate().getEncoded());
            return new IdpSettings.Saml(ENTITY_ID, SIGN_ON, LOGOUT, List.of(certificate), false, NameId.EMAIL, null);
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    /** The question as it arrived. */
    record Asked(String requestId, String acsUrl, String audience, String relayState) {}

    static Asked asked(String address) {
        Map<String, String> query = query(URI.create(address).getRawQuery());
        Element request = inflated(query.get("SAMLRequest"));
        return new Asked(
                request.getAttribute("ID"),
                request.getAttribute("AssertionConsumerServiceURL"),
                request.getElementsByTagNameNS("*", "Issuer").item(0).getTextContent(),
                query.get("RelayState"));
    }

    /** What may be other than usual in an answer. */
    static final class Answer {
        final Asked asked;
        String inResponseTo;
        String nameId = "ann@acme.test";
        String sessionIndex = "_session-" + UUID.randomUUID();
        String assertionId = "_" + UUID.randomUUID();
        String status = "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/>";
        Map<String, List<String>> attributes = new LinkedHashMap<>();

        Answer(Asked asked) {
            this.asked = asked;
            this.inResponseTo = " InResponseTo=\"" + asked.requestId() + "\"";
        }

        Answer nameId(String name) {
            nameId = name;
            return this;
        }

        Answer attribute(String name, String... values) {
            attributes.put(name, List.of(values));
            return this;
        }

        Answer unasked() {
            inResponseTo = "";
            return this;
        }

        Answer status(String xml) {
            status = xml;
            return this;
        }
    }

    /** The form field {@code SAMLResponse}. */
    String respond(Answer answer) {
        return encoded(xml(answer));
    }

    /**
     * As an attacker, or a broken identity provider, would send it.
     *
     * @param before what is done to the assertion before it is signed
     * @param after what is done to the whole message after that
     */
    String respond(Answer answer, UnaryOperator<String> before, UnaryOperator<String> after) {
        String signed = SamlSigner.usual(keys).sign(before.apply(assertion(answer)));
        return encoded(after.apply(response(answer, signed)));
    }

    String xml(Answer answer) {
        return response(answer, SamlSigner.usual(keys).sign(assertion(answer)));
    }

    String assertion(Answer answer) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        StringBuilder statement = new StringBuilder();
        answer.attributes.forEach((name, values) -> {
            statement.append("<saml:Attribute Name=\"").append(name).append("\">");
            values.forEach(value -> statement
                    .append("<saml:AttributeValue>")
                    .append(escaped(value))
                    .append("</saml:AttributeValue>"));
            statement.append("</saml:Attribute>");
        });
        return """
                <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="%s" Version="2.0" IssueInstant="%s">\
                <saml:Issuer>%s</saml:Issuer><saml:Subject><saml:NameID>%s</saml:NameID>\
                <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
                <saml:SubjectConfirmationData Recipient="%s" NotOnOrAfter="%s"%s/></saml:SubjectConfirmation></saml:Subject>\
                <saml:Conditions NotBefore="%s" NotOnOrAfter="%s"><saml:AudienceRestriction><saml:Audience>%s</saml:Audience>\
                </saml:AudienceRestriction></saml:Conditions>\
                <saml:AuthnStatement AuthnInstant="%s" SessionIndex="%s"><saml:AuthnContext><saml:AuthnContextClassRef>\
                urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>\
                %s</saml:Assertion>""".formatted(
                answer.assertionId,
                now,
                ENTITY_ID,
                escaped(answer.nameId),
                answer.asked.acsUrl(),
                now.plusSeconds(300),
                answer.inResponseTo,
                now.minusSeconds(30),
                now.plusSeconds(300),
                answer.asked.audience(),
                now,
                answer.sessionIndex,
                statement.isEmpty() ? "" : "<saml:AttributeStatement>" + statement + "</saml:AttributeStatement>");
    }

    private static String response(Answer answer, String assertion) {
        return """
                <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
                ID="_%s" Version="2.0" IssueInstant="%s" Destination="%s"%s><saml:Issuer>%s</saml:Issuer>\
                <samlp:Status>%s</samlp:Status>%s</samlp:Response>""".formatted(
                        UUID.randomUUID(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        answer.asked.acsUrl(),
                        answer.inResponseTo,
                        ENTITY_ID,
                        answer.status,
                        assertion);
    }

    /** The query of a signed LogoutRequest by redirect. */
    String logout(String destination, String id, String nameId, String sessionIndex, Instant issued) {
        String xml =
                """
                <samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
                ID="%s" Version="2.0" IssueInstant="%s" Destination="%s"><saml:Issuer>%s</saml:Issuer>\
                <saml:NameID>%s</saml:NameID><samlp:SessionIndex>%s</samlp:SessionIndex></samlp:LogoutRequest>""".formatted(id, issued.truncatedTo(ChronoUnit.SECONDS), destination, ENTITY_ID, nameId, sessionIndex);
        String query = "SAMLRequest=" + url(deflated(xml)) + "&RelayState=back&SigAlg=" + url(RSA_SHA256);
        return query + "&Signature=" + url(signed(query));
    }

    /** The query of a signed LogoutResponse by redirect. */
    String loggedOut(String destination, String status) {
        String xml = """
                <samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
                ID="_%s" Version="2.0" IssueInstant="%s" Destination="%s"><saml:Issuer>%s</saml:Issuer>\
                <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:%s"/></samlp:Status></samlp:LogoutResponse>""".formatted(
                UUID.randomUUID(), Instant.now().truncatedTo(ChronoUnit.SECONDS), destination, ENTITY_ID, status);
        String query = "SAMLResponse=" + url(deflated(xml)) + "&SigAlg=" + url(RSA_SHA256);
        return query + "&Signature=" + url(signed(query));
    }

    private String signed(String query) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.pair().getPrivate());
            signature.update(query.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String encoded(String xml) {
        return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    static Element inflated(String message) {
        try (var inflated = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(message)), new Inflater(true))) {
            return javax.xml.parsers.DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(inflated.readAllBytes()))
                    .getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static String deflated(String xml) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION, true))) {
            deflated.write(xml.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
