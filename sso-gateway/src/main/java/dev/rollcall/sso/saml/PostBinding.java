package dev.rollcall.sso.saml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.xml.security.Init;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.apache.xml.security.utils.XMLUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** SAML bindings §3.5: a message in a form, signed inside the XML. */
final class PostBinding {
    static {
        Init.init();
    }

    private PostBinding() {}

    /** @param xml a message of ours whose first child is its Issuer */
    static String signed(String xml, SamlKey key) {
        try {
            Document document = SecureXml.parse(xml.getBytes(StandardCharsets.UTF_8));
            sign(document.getDocumentElement(), key);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            XMLUtils.outputDOM(document, bytes);
            return Base64.getEncoder().encodeToString(bytes.toByteArray());
        } catch (SamlRefused | XMLSecurityException e) {
            throw new IllegalStateException("A message of ours could not be signed.", e);
        }
    }

    private static void sign(Element root, SamlKey key) throws XMLSecurityException {
        Document document = root.getOwnerDocument();
        root.setIdAttributeNS(null, "ID", true);
        XMLSignature signature = new XMLSignature(document, "", SamlNames.RSA_SHA256, SamlNames.EXCLUSIVE);
        root.insertBefore(
                signature.getElement(), root.getFirstChild().getNextSibling()); // after Issuer, as the schema has it
        Transforms transforms = new Transforms(document);
        transforms.addTransform(SamlNames.ENVELOPED);
        transforms.addTransform(SamlNames.EXCLUSIVE);
        signature.addDocument("#" + root.getAttributeNS(null, "ID"), transforms, SamlNames.SHA256);
        signature.addKeyInfo(key.certificate());
        signature.sign(key.key());
    }
}
