package dev.rollcall.sso.saml;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads elements without ever looking deeper than one level: document-wide look-ups are how smuggled elements are found first. */
final class Markup {
    private Markup() {}

    static boolean is(Node node, String namespace, String name) {
        return namespace.equals(node.getNamespaceURI()) && name.equals(node.getLocalName());
    }

    static List<Element> children(Node parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static List<Element> children(Node parent, String namespace, String name) {
        List<Element> children = children(parent);
        children.removeIf(child -> !is(child, namespace, name));
        return children;
    }

    /** The child elements of an element that has nothing else but white space. */
    static List<Element> structure(Element parent, SamlRefusal otherwise) throws SamlRefused {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            boolean blank = child.getNodeType() == Node.TEXT_NODE
                    && child.getNodeValue().isBlank();
            if (!(child instanceof Element) && !blank) {
                throw new SamlRefused(otherwise, "only elements in " + parent.getLocalName(), child.getNodeName());
            }
        }
        return children(parent);
    }

    /** Null when there is none. */
    static @Nullable Element optional(Element parent, String namespace, String name) throws SamlRefused {
        List<Element> found = children(parent, namespace, name);
        if (found.size() > 1) {
            throw schema("at most one " + name + " in " + parent.getLocalName(), String.valueOf(found.size()));
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    static Element required(Element parent, String namespace, String name) throws SamlRefused {
        Element found = optional(parent, namespace, name);
        if (found == null) {
            throw schema("one " + name + " in " + parent.getLocalName(), "none");
        }
        return found;
    }

    /** Its whole text, trimmed. A comment or an element inside would let one reader stop where another goes on. */
    static String text(Element element) throws SamlRefused {
        return text(element, SamlRefusal.SCHEMA);
    }

    static String text(Element element, SamlRefusal otherwise) throws SamlRefused {
        return whole(element, otherwise).strip();
    }

    /** As {@link #text(Element)}, with the white space around it. */
    static String asSent(Element element) throws SamlRefused {
        return whole(element, SamlRefusal.SCHEMA);
    }

    private static String whole(Element element, SamlRefusal otherwise) throws SamlRefused {
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() != Node.TEXT_NODE && child.getNodeType() != Node.CDATA_SECTION_NODE) {
                throw new SamlRefused(otherwise, "only text in " + element.getLocalName(), child.getNodeName());
            }
            text.append(child.getNodeValue());
        }
        return text.toString();
    }

    /** Null when it is not there; an empty value is there. */
    static @Nullable String attribute(Element element, String name) {
        return element.hasAttributeNS(null, name) ? element.getAttributeNS(null, name) : null;
    }

    static String requiredAttribute(Element element, String name) throws SamlRefused {
        String value = attribute(element, name);
        if (value == null || value.isBlank()) {
            throw schema(name + " in " + element.getLocalName(), value);
        }
        return value;
    }

    /** SAML core §1.3.3: an xs:dateTime in UTC. Null when it is not there. */
    static @Nullable Instant time(Element element, String name) throws SamlRefused {
        String value = attribute(element, name);
        try {
            return value == null ? null : UtcTime.parse(value);
        } catch (DateTimeException e) {
            throw schema(name + " as a time in UTC", value);
        }
    }

    private static SamlRefused schema(String expected, @Nullable String received) {
        return new SamlRefused(SamlRefusal.SCHEMA, expected, received);
    }
}
