package dev.rollcall.sso.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The one way from bytes to XML, for messages, signed bytes, decrypted fragments and metadata alike: two parsers, or one with two
 * configurations, can be made to read two things from the same bytes.
 */
final class SecureXml {
    /** A Response with some thousand groups has a third of it; the parser never sees more. */
    static final int BYTES_MAX = 256 * 1024;
    /** A signature's innermost element lies nine deep, metadata extensions some more; stops stack exhaustion. */
    private static final int DEPTH_MAX = 32;
    /** SAML's richest element has about ten attributes, and roots declare a few namespaces. */
    private static final int ATTRIBUTES_MAX = 64;

    /** Absolute ones, which are nearly all that there are. */
    private static final Set<String> USUAL =
            Set.of(SamlNames.PROTOCOL, SamlNames.ASSERTION, SamlNames.SIGNATURE, SamlNames.EXCLUSIVE);

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final DocumentBuilderFactory FACTORY = factory();
    /** To make one costs more than to parse a Response; each serves one thread at a time. As many as there are threads to parse. */
    private static final Queue<DocumentBuilder> IDLE = new ArrayBlockingQueue<>(32);

    private SecureXml() {}

    private static DocumentBuilderFactory factory() {
        // The JDK's own, whatever else is on the class path.
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            // No DTD: no entities, no attributes by default, no IDs by declaration.
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            // Every node is visited anyway.
            factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", DEPTH_MAX);
            factory.setAttribute("jdk.xml.elementAttributeLimit", ATTRIBUTES_MAX);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        return factory;
    }

    static Document parse(byte[] xml) throws SamlRefused {
        if (xml.length > BYTES_MAX) {
            throw invalid("at most " + BYTES_MAX + " bytes", xml.length + " bytes");
        }
        try {
            Document document = document(xml);
            requireUtf8(document);
            requirePlain(document);
            return document;
        } catch (SAXException | IOException e) {
            throw invalid("XML without DOCTYPE", e.getMessage());
        }
    }

    /** A builder that stumbled is not used again. */
    private static Document document(byte[] xml) throws SAXException, IOException {
        DocumentBuilder idle = IDLE.poll();
        DocumentBuilder builder = idle == null ? builder() : idle;
        Document document = builder.parse(new ByteArrayInputStream(xml));
        IDLE.offer(builder);
        return document;
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilder builder;
            synchronized (FACTORY) {
                builder = FACTORY.newDocumentBuilder();
            }
            builder.setErrorHandler(STRICT);
            builder.setEntityResolver((publicId, systemId) -> {
                throw new SAXException("Nothing outside of the message is read.");
            });
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Other encodings, and XML 1.1 with its own line ends and controls, are ways to say one thing to us and another to others. */
    private static void requireUtf8(Document document) throws SamlRefused {
        requireUtf8(document.getInputEncoding()); // what its first bytes look like
        requireUtf8(document.getXmlEncoding()); // what it says
        if (!"1.0".equals(document.getXmlVersion())) {
            throw invalid("XML 1.0", document.getXmlVersion());
        }
    }

    private static void requireUtf8(@Nullable String encoding) throws SamlRefused {
        if (encoding != null && !encoding.equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
            throw invalid("UTF-8", encoding);
        }
    }

    private static void requirePlain(Node node) throws SamlRefused {
        if (node.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
            throw new SamlRefused(SamlRefusal.SCHEMA, "no processing instruction", node.getNodeName());
        }
        NamedNodeMap attributes = node.getAttributes();
        for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
            requireAbsolute(attributes.item(i));
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            requirePlain(child);
        }
    }

    /** Canonical XML §1.3: relative namespace URIs have no canonical form. */
    private static void requireAbsolute(Node attribute) throws SamlRefused {
        String value = attribute.getNodeValue();
        if (SamlNames.DECLARATION.equals(attribute.getNamespaceURI())
                && !value.isEmpty()
                && !USUAL.contains(value)
                && !ABSOLUTE.matcher(value).matches()) {
            throw invalid("absolute namespace URIs", value);
        }
    }

    private static SamlRefused invalid(String expected, @Nullable String received) {
        return new SamlRefused(SamlRefusal.XML_INVALID, expected, received);
    }

    /** The default handler prints to standard error. */
    private static final ErrorHandler STRICT = new ErrorHandler() {
        @Override
        public void warning(SAXParseException problem) throws SAXException {
            throw problem;
        }

        @Override
        public void error(SAXParseException problem) throws SAXException {
            throw problem;
        }

        @Override
        public void fatalError(SAXParseException problem) throws SAXException {
            throw problem;
        }
    };
}
