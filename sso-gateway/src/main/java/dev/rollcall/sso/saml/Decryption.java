package dev.rollcall.sso.saml;

import java.security.Key;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.xml.security.Init;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.encryption.XMLEncryptionException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Opens an encrypted assertion. That it opens says nothing about who made it: everybody has our public key. */
final class Decryption {
    private static final String FRAGMENT = "fragment";

    static {
        Init.init();
    }

    private Decryption() {}

    /** @return the one element that was encrypted, in a document of its own in which it has its old namespaces */
    static Element open(Element encryptedAssertion, List<PrivateKey> keys) throws SamlRefused {
        EncryptionShape shape = EncryptionShape.of(encryptedAssertion);
        for (PrivateKey key : keys) {
            byte[] plain = plain(shape, key);
            if (plain != null) {
                return only(SecureXml.parse(inScope(shape.data(), plain)).getDocumentElement());
            }
        }
        // One text for a wrong key, a changed key and a changed assertion: any difference would be an oracle.
        throw new SamlRefused(
                SamlRefusal.DECRYPT_FAILED, "an assertion encrypted for us", "one that none of our keys opens");
    }

    private static byte @Nullable [] plain(EncryptionShape shape, PrivateKey ours) {
        try {
            XMLCipher unwrap = XMLCipher.getInstance();
            unwrap.setSecureValidation(true);
            unwrap.init(XMLCipher.UNWRAP_MODE, ours);
            Key dataKey = unwrap.decryptKey(
                    unwrap.loadEncryptedKey(shape.key().getOwnerDocument(), shape.key()), shape.dataAlgorithm());
            XMLCipher decrypt = XMLCipher.getInstance();
            decrypt.setSecureValidation(true);
            decrypt.init(XMLCipher.DECRYPT_MODE, dataKey);
            return decrypt.decryptToByteArray(shape.data());
        } catch (XMLEncryptionException | RuntimeException e) {
            return null; // the ciphertext is the sender's, and so is what the library may stumble over in it
        }
    }

    /** XML Encryption §4.4: the plaintext is read where the ciphertext stood, with the namespaces that were declared there. */
    private static byte[] inScope(Element where, byte[] plain) {
        StringBuilder start = new StringBuilder("<" + FRAGMENT);
        namespaces(where)
                .forEach((name, uri) -> start.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(XmlText.escape(uri))
                        .append('"'));
        return XmlText.utf8(start.append('>').toString(), plain, "</" + FRAGMENT + ">");
    }

    private static Map<String, String> namespaces(Element where) {
        Map<String, String> found = new TreeMap<>();
        for (Node here = where; here instanceof Element; here = here.getParentNode()) {
            NamedNodeMap attributes = here.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                Attr attribute = (Attr) attributes.item(i);
                // A default namespace would be the wrapper's too, which does no harm: nobody looks at the wrapper's
                // name.
                if (SamlNames.DECLARATION.equals(attribute.getNamespaceURI())) {
                    found.putIfAbsent(attribute.getName(), attribute.getValue());
                }
            }
        }
        return found;
    }

    private static Element only(Element fragment) throws SamlRefused {
        List<Element> inside = Markup.structure(fragment, SamlRefusal.SCHEMA);
        if (inside.size() != 1) {
            throw new SamlRefused(SamlRefusal.ASSERTION_COUNT, "one assertion", inside.size() + " elements");
        }
        return inside.getFirst();
    }
}
