package dev.rollcall.sandbox.idp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A SAML identity provider that vouches for anybody at once: for tests and benchmarks that need more sign-ins than Keycloak has time for. What it
 * signs is written in canonical form from the start, so that signing costs one hash and one RSA operation.
 */
public final class SigningIdp {
    private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    private static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private static final String SIGNED_INFO = "<ds:SignedInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">"
            + "<ds:CanonicalizationMethod Algorithm=\"" + EXCLUSIVE + "\"></ds:CanonicalizationMethod>"
            + "<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"></ds:SignatureMethod>"
            + "<ds:Reference URI=\"#%s\"><ds:Transforms>"
            + "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"></ds:Transform>"
            + "<ds:Transform Algorithm=\"" + EXCLUSIVE + "\"></ds:Transform></ds:Transforms>"
            + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod>"
            + "<ds:DigestValue>%s</ds:DigestValue></ds:Reference></ds:SignedInfo>";
    private static final int VALID_SECONDS = 600; // as long as a sign-in may take

    private final String entityId;
    private final SelfSigned keys;

    /**
     * Whom it vouches for.
     *
     * @param groups sent as {@code groups}; none: the attribute is not sent
     */
    public record Person(String email, String givenName, String familyName, List<String> groups) {}

    /**
     * What the service provider asked.
     *
     * @param id of the request
     * @param acsUrl where the answer goes
     * @param audience the service provider's entity ID
     * @param relayState goes back as it came
     */
    public record Asked(String id, String acsUrl, String audience, String relayState) {}

    private SigningIdp(String entityId, SelfSigned keys) {
        this.entityId = entityId;
        this.keys = keys;
    }

    /** With a key of its own. */
    public static SigningIdp fresh(String entityId) throws IOException, InterruptedException {
        return new SigningIdp(entityId, SelfSigned.fresh("signing-idp"));
    }

    /** What an owner tells Rollcall of it. */
    public Map<String, Object> settings() {
        return Map.of("entityId", entityId, "signOnUrl", signOnUrl(), "certificates", List.of(keys.pem()));
    }

    /** Nobody answers there; whoever plays the browser does not go. */
    public String signOnUrl() {
        return entityId + "/sso";
    }

    /** Reads the question that a browser is redirected with. */
    public static Asked read(String samlRequest, String relayState) {
        byte[] deflated = Base64.getDecoder().decode(samlRequest);
        try (InflaterInputStream in =
                new InflaterInputStream(new java.io.ByteArrayInputStream(deflated), new Inflater(true))) {
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String issuer = xml.substring(xml.indexOf('>', xml.indexOf(":Issuer")) + 1);
            return new Asked(
                    attribute(xml, "ID"),
                    attribute(xml, "AssertionConsumerServiceURL"),
                    issuer.substring(0, issuer.indexOf('<')),
                    relayState);
        } catch (IOException e) {
            throw new IllegalArgumentException("no SAML request", e);
        }
    }

    private static String attribute(String xml, String name) {
        int start = xml.indexOf(" " + name + "=\"") + name.length() + 3;
        return xml.substring(start, xml.indexOf('"', start));
    }

    /** The form that the browser posts: {@code SAMLResponse} and {@code RelayState}. */
    public Map<String, String> answer(Asked asked, Person person) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plusSeconds(VALID_SECONDS);
        String id = "_" + UUID.randomUUID();
        String head = "<saml:Assertion xmlns:saml=\"" + ASSERTION + "\" ID=\"" + id + "\" IssueInstant=\"" + now
                + "\" Version=\"2.0\"><saml:Issuer>" + escaped(entityId) + "</saml:Issuer>";
        String rest = "<saml:Subject><saml:NameID Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\">"
                + escaped(person.email()) + "</saml:NameID>"
                + "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
                + "<saml:SubjectConfirmationData InResponseTo=\"" + asked.id() + "\" NotOnOrAfter=\"" + end
                + "\" Recipient=\"" + asked.acsUrl() + "\"></saml:SubjectConfirmationData>"
                + "</saml:SubjectConfirmation></saml:Subject>"
                + "<saml:Conditions NotBefore=\"" + now.minusSeconds(30) + "\" NotOnOrAfter=\"" + end + "\">"
                + "<saml:AudienceRestriction><saml:Audience>" + escaped(asked.audience())
                + "</saml:Audience></saml:AudienceRestriction></saml:Conditions>"
                + "<saml:AuthnStatement AuthnInstant=\"" + now + "\" SessionIndex=\"" + id + "\">"
                + "<saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified"
                + "</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
                + attributes(person) + "</saml:Assertion>";
        String response = "<samlp:Response xmlns:samlp=\"" + PROTOCOL + "\" Destination=\"" + asked.acsUrl()
                + "\" ID=\"_" + UUID.randomUUID() + "\" InResponseTo=\"" + asked.id() + "\" IssueInstant=\"" + now
                + "\" Version=\"2.0\"><saml:Issuer xmlns:saml=\"" + ASSERTION + "\">" + escaped(entityId)
                + "</saml:Issuer><samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\">"
                + "</samlp:StatusCode></samlp:Status>" + head + signature(id, head + rest) + rest
                + "</samlp:Response>";
        String encoded = Base64.getEncoder().encodeToString(response.getBytes(StandardCharsets.UTF_8));
        return Map.of("SAMLResponse", encoded, "RelayState", asked.relayState());
    }

    private static String attributes(Person person) {
        String claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
        return "<saml:AttributeStatement>"
                + attribute("email", List.of(person.email()))
                + attribute(claims + "givenname", List.of(person.givenName()))
                + attribute(claims + "surname", List.of(person.familyName()))
                + (person.groups().isEmpty() ? "" : attribute("groups", person.groups()))
                + "</saml:AttributeStatement>";
    }

    private static String attribute(String name, List<String> values) {
        StringBuilder xml = new StringBuilder("<saml:Attribute Name=\"" + name + "\">");
        values.forEach(value ->
                xml.append("<saml:AttributeValue>").append(escaped(value)).append("</saml:AttributeValue>"));
        return xml.append("</saml:Attribute>").toString();
    }

    /** Over the assertion without it, which is what the enveloped-signature transform makes of the whole. */
    private String signature(String id, String assertion) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            String digest =
                    Base64.getEncoder().encodeToString(sha256.digest(assertion.getBytes(StandardCharsets.UTF_8)));
            String info = SIGNED_INFO.formatted(id, digest);
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(keys.key());
            rsa.update(info.getBytes(StandardCharsets.UTF_8));
            return "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">" + info + "<ds:SignatureValue>"
                    + Base64.getEncoder().encodeToString(rsa.sign()) + "</ds:SignatureValue></ds:Signature>";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String escaped(String text) {
        // Exactly these, and only in texts: Canonical XML §2.3. Our addresses, which stand in attributes, hold none.
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
