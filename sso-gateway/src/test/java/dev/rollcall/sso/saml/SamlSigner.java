package dev.rollcall.sso.saml;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.xml.security.Init;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.apache.xml.security.utils.XMLUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Signs as an IdP would, or as an attacker would: with whatever algorithm, reference and transform it is told. */
public record SamlSigner(
        SamlKeys keys,
        String algorithm,
        String digest,
        List<String> transforms,
        List<String> references,
        KeyInfo keyInfo) {
    public enum KeyInfo {
        NONE,
        CERTIFICATE,
        VALUE
    }

    static {
        Init.init();
    }

    public static SamlSigner usual(SamlKeys keys) {
        return new SamlSigner(
                keys,
                SamlNames.RSA_SHA256,
                SamlNames.SHA256,
                List.of(SamlNames.ENVELOPED, SamlNames.EXCLUSIVE),
                List.of(),
                KeyInfo.CERTIFICATE);
    }

    /** Puts a signature over the root element after its Issuer. */
    public String sign(String xml) {
        try {
            Document document = parse(xml);
            Element root = document.getDocumentElement();
            root.setIdAttributeNS(null, "ID", true);
            XMLSignature signature = new XMLSignature(document, "", algorithm, SamlNames.EXCLUSIVE);
            root.insertBefore(signature.getElement(), afterIssuer(root));
            List<String> uris = references.isEmpty() ? List.of("#" + root.getAttribute("ID")) : references;
            for (String uri : uris) {
                Transforms through = new Transforms(document);
                for (String transform : transforms) {
                    through.addTransform(transform);
                }
                signature.addDocument(uri, through, digest);
            }
            switch (keyInfo) {
                case NONE -> {}
                case CERTIFICATE -> signature.addKeyInfo(keys.certificate());
                case VALUE -> signature.addKeyInfo(keys.pair().getPublic());
            }
            signature.sign(key());
            return text(root);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Key key() {
        return algorithm.contains("hmac")
                ? new SecretKeySpec(keys.pair().getPublic().getEncoded(), "HmacSHA256")
                : keys.pair().getPrivate();
    }

    private static Node afterIssuer(Element root) {
        Node first = root.getFirstChild();
        while (first != null && !(first instanceof Element)) {
            first = first.getNextSibling();
        }
        boolean issuer = first != null && "Issuer".equals(first.getLocalName());
        return issuer ? first.getNextSibling() : first;
    }

    static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    static String text(Node node) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        XMLUtils.outputDOM(node, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
