package dev.rollcall.sso.saml;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we tell an IdP about a connection, as one document to upload there: SAML metadata §2.4.4.
 *
 * @param signing certificates under which our requests are signed: the current and, around a rotation, the next
 * @param encryption the certificate to encrypt assertions with, null when we take them only unencrypted
 * @param logoutUrl where LogoutRequests are taken, null when they are not
 */
public record SpMetadata(
        String entityId,
        String acsUrl,
        @Nullable String logoutUrl,
        NameIdForm nameIdForm,
        List<X509Certificate> signing,
        @Nullable X509Certificate encryption) {

    /** The document in UTF-8. */
    public String xml() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<md:EntityDescriptor xmlns:md=\"")
                .append(SamlNames.METADATA)
                .append("\" xmlns:ds=\"")
                .append(SamlNames.SIGNATURE)
                .append("\" entityID=\"")
                .append(XmlText.escape(entityId))
                .append("\">\n")
                .append("  <md:SPSSODescriptor AuthnRequestsSigned=\"true\" WantAssertionsSigned=\"true\"")
                .append(" protocolSupportEnumeration=\"")
                .append(SamlNames.PROTOCOL)
                .append("\">\n");
        signing.forEach(certificate -> xml.append(key("signing", certificate, "")));
        if (encryption != null) {
            xml.append(key("encryption", encryption, methods()));
        }
        if (logoutUrl != null) {
            xml.append("    <md:SingleLogoutService Binding=\"")
                    .append(SamlNames.REDIRECT)
                    .append("\" Location=\"")
                    .append(XmlText.escape(logoutUrl))
                    .append("\"/>\n");
        }
        return xml.append("    <md:NameIDFormat>")
                .append(nameIdForm.uri())
                .append("</md:NameIDFormat>\n")
                .append("    <md:AssertionConsumerService index=\"0\" isDefault=\"true\" Binding=\"")
                .append(SamlNames.POST)
                .append("\" Location=\"")
                .append(XmlText.escape(acsUrl))
                .append("\"/>\n")
                .append("  </md:SPSSODescriptor>\n</md:EntityDescriptor>\n")
                .toString();
    }

    private static String key(String use, X509Certificate certificate, String methods) {
        try {
            String der = Base64.getEncoder().encodeToString(certificate.getEncoded());
            return "    <md:KeyDescriptor use=\"" + use + "\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>" + der
                    + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>" + methods + "</md:KeyDescriptor>\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Said, or an IdP takes what it likes best, which for many is CBC. */
    private static String methods() {
        return method(SamlNames.ENCRYPTION_11 + "aes256-gcm")
                + method(SamlNames.ENCRYPTION_11 + "aes128-gcm")
                + method(SamlNames.ENCRYPTION + "rsa-oaep-mgf1p");
    }

    private static String method(String algorithm) {
        return "<md:EncryptionMethod Algorithm=\"" + algorithm + "\"/>";
    }
}
