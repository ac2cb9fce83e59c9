package dev.rollcall.sso.saml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * What lies in a document as a whole, before anything in it is believed. Signature wrapping needs a second assertion, a second ID or a signature
 * in an odd place; here none of them has a place to be.
 */
final class DocumentShape {
    /** Nothing an XPointer could be made of; wider than NCName at its start, for IdPs that begin with a digit. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._:-]{0,255}");

    private final Set<String> ids = new HashSet<>();
    private final List<Element> assertions = new ArrayList<>();
    private final List<Element> signatures = new ArrayList<>();

    /** Looks at the message, and later again together with what was encrypted in it. */
    static DocumentShape of(Element... roots) throws SamlRefused {
        DocumentShape shape = new DocumentShape();
        for (Element root : roots) {
            shape.visit(root);
        }
        shape.requirePlaces();
        return shape;
    }

    private void visit(Element element) throws SamlRefused {
        rememberIds(element.getAttributes());
        if (isAssertion(element)) {
            assertions.add(element);
        } else if (Markup.is(element, SamlNames.SIGNATURE, "Signature")) {
            signatures.add(element);
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                visit(inner);
            }
        }
    }

    /** SAML says ID, XML Signature and Encryption say Id, others xml:id: one name space here, so that no reader finds another element by it. */
    private void rememberIds(NamedNodeMap attributes) throws SamlRefused {
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            if ("id".equalsIgnoreCase(attribute.getLocalName()) && !ids.add(attribute.getValue())) {
                throw new SamlRefused(SamlRefusal.DUPLICATE_ID, "each ID once", attribute.getValue());
            }
        }
    }

    private void requirePlaces() throws SamlRefused {
        Set<Element> owners = new HashSet<>();
        for (Element signature : signatures) {
            Element owner = signature.getParentNode() instanceof Element parent ? parent : null;
            if (owner == null || !isSigned(owner)) {
                throw new SamlRefused(
                        SamlRefusal.SIGNATURE_POSITION,
                        "directly in Response or Assertion",
                        owner == null ? "at the root" : "in " + owner.getNodeName());
            }
            if (!owners.add(owner)) {
                throw new SamlRefused(
                        SamlRefusal.SIGNATURE_COUNT, "one signature in " + owner.getLocalName(), "several");
            }
        }
    }

    private static boolean isSigned(Element owner) {
        return Markup.is(owner, SamlNames.PROTOCOL, "Response") || Markup.is(owner, SamlNames.ASSERTION, "Assertion");
    }

    static boolean isEncrypted(Element assertion) {
        return Markup.is(assertion, SamlNames.ASSERTION, "EncryptedAssertion");
    }

    private static boolean isAssertion(Element element) {
        return Markup.is(element, SamlNames.ASSERTION, "Assertion") || isEncrypted(element);
    }

    /** The only assertion, plain or encrypted, and where it must be. */
    Element onlyAssertionIn(Element response) throws SamlRefused {
        if (assertions.size() != 1 || assertions.getFirst().getParentNode() != response) {
            throw new SamlRefused(
                    SamlRefusal.ASSERTION_COUNT,
                    "exactly one assertion, directly in the Response",
                    assertions.size() + " in the message");
        }
        return assertions.getFirst();
    }

    /** The decrypted fragment is one assertion and holds no further one. */
    static void requireOneAssertion(Element fragment) throws SamlRefused {
        DocumentShape inner = of(fragment);
        if (inner.assertions.size() != 1 || inner.assertions.getFirst() != fragment || isEncrypted(fragment)) {
            throw new SamlRefused(
                    SamlRefusal.ASSERTION_COUNT,
                    "exactly one assertion in EncryptedAssertion",
                    inner.assertions.size() + " in it");
        }
    }

    static @Nullable Element signatureOf(Element owner) throws SamlRefused {
        return Markup.optional(owner, SamlNames.SIGNATURE, "Signature");
    }

    /** SAML core §1.3.4: every Response and Assertion has an ID and says its version. */
    static String requireIdAndVersion(Element element) throws SamlRefused {
        String id = Markup.requiredAttribute(element, "ID");
        if (!ID.matcher(id).matches()) {
            throw new SamlRefused(SamlRefusal.SCHEMA, "an ID that is a name", id);
        }
        String version = Markup.attribute(element, "Version");
        if (!SamlNames.VERSION.equals(version)) {
            throw new SamlRefused(SamlRefusal.SCHEMA, "Version " + SamlNames.VERSION, version);
        }
        return id;
    }
}
