package dev.rollcall.sso.saml;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A signature as SAML core §5.4 wants it, checked child by child before the library looks at it: one reference, to the element around it,
 * through two transforms that can neither add, drop nor fetch anything.
 */
record SignatureShape(SignatureMethod method, DigestMethod digest) {
    private static final String XML_SPACE = " \t\r\n";
    private static final Set<String> CANONICAL = Set.of(SamlNames.EXCLUSIVE, SamlNames.EXCLUSIVE_WITH_COMMENTS);

    static SignatureShape of(Element signature, Element signed) throws SamlRefused {
        requireNoComments(signature);
        List<Element> parts = elements(signature);
        requireNames(parts);
        requireBase64(parts.get(1));
        return signedInfo(parts.getFirst(), signed);
    }

    private static void requireNames(List<Element> parts) throws SamlRefused {
        List<String> names = List.of("SignedInfo", "SignatureValue", "KeyInfo");
        boolean right = parts.size() == 2 || parts.size() == 3;
        for (int i = 0; right && i < parts.size(); i++) {
            right = Markup.is(parts.get(i), SamlNames.SIGNATURE, names.get(i));
        }
        if (!right) {
            throw schema("SignedInfo, SignatureValue and perhaps KeyInfo", names(parts));
        }
    }

    private static String names(List<Element> parts) {
        return String.join(", ", parts.stream().map(Element::getLocalName).toList());
    }

    private static SignatureShape signedInfo(Element info, Element signed) throws SamlRefused {
        List<Element> parts = elements(info);
        if (parts.size() < 2
                || !Markup.is(parts.get(0), SamlNames.SIGNATURE, "CanonicalizationMethod")
                || !Markup.is(parts.get(1), SamlNames.SIGNATURE, "SignatureMethod")) {
            throw schema("CanonicalizationMethod, SignatureMethod, Reference", names(parts));
        }
        requireCanonical(parts.get(0));
        SignatureMethod method = SignatureMethod.of(Markup.attribute(parts.get(1), "Algorithm"));
        requireEmpty(parts.get(1));
        if (parts.size() != 3 || !Markup.is(parts.get(2), SamlNames.SIGNATURE, "Reference")) {
            throw new SamlRefused(SamlRefusal.SIGNATURE_REFERENCE, "one Reference", (parts.size() - 2) + " elements");
        }
        return new SignatureShape(method, reference(parts.get(2), signed));
    }

    private static DigestMethod reference(Element reference, Element signed) throws SamlRefused {
        String wanted = "#" + Markup.attribute(signed, "ID");
        String uri = Markup.attribute(reference, "URI");
        if (!wanted.equals(uri)) {
            throw new SamlRefused(SamlRefusal.SIGNATURE_REFERENCE, wanted, uri);
        }
        List<Element> parts = elements(reference);
        if (parts.size() != 3
                || !Markup.is(parts.get(0), SamlNames.SIGNATURE, "Transforms")
                || !Markup.is(parts.get(1), SamlNames.SIGNATURE, "DigestMethod")
                || !Markup.is(parts.get(2), SamlNames.SIGNATURE, "DigestValue")) {
            throw schema("Transforms, DigestMethod, DigestValue", names(parts));
        }
        requireTransforms(elements(parts.get(0)));
        requireEmpty(parts.get(1));
        requireBase64(parts.get(2));
        return DigestMethod.of(Markup.attribute(parts.get(1), "Algorithm"));
    }

    private static void requireTransforms(List<Element> transforms) throws SamlRefused {
        List<String> algorithms = transforms.stream()
                .map(transform -> transform.getAttributeNS(null, "Algorithm"))
                .toList();
        if (transforms.size() != 2
                || !SamlNames.ENVELOPED.equals(algorithms.get(0))
                || !CANONICAL.contains(algorithms.get(1))) {
            throw new SamlRefused(
                    SamlRefusal.SIGNATURE_TRANSFORM,
                    "enveloped-signature, then exclusive canonicalization",
                    algorithms.toString());
        }
        requireEmpty(transforms.get(0));
        requirePrefixesOnly(transforms.get(1));
    }

    private static void requireCanonical(Element method) throws SamlRefused {
        String algorithm = Markup.attribute(method, "Algorithm");
        if (algorithm == null || !CANONICAL.contains(algorithm)) {
            throw new SamlRefused(SamlRefusal.SIGNATURE_TRANSFORM, "exclusive canonicalization", algorithm);
        }
        requirePrefixesOnly(method);
    }

    /** Exclusive XML Canonicalization §4: its one parameter. */
    private static void requirePrefixesOnly(Element method) throws SamlRefused {
        for (Element parameter : elements(method)) {
            if (!Markup.is(parameter, SamlNames.EXCLUSIVE, "InclusiveNamespaces")) {
                throw schema("only InclusiveNamespaces in " + method.getLocalName(), parameter.getNodeName());
            }
            requireEmpty(parameter);
        }
    }

    /** Strictly: the library passes over what is not Base64, or stumbles over it. */
    private static void requireBase64(Element element) throws SamlRefused {
        String value = Markup.text(element, SamlRefusal.SIGNATURE_SCHEMA);
        try {
            Base64.getDecoder().decode(withoutSpace(value));
        } catch (IllegalArgumentException e) {
            throw schema("Base64 in " + element.getLocalName(), value);
        }
    }

    private static String withoutSpace(String value) {
        StringBuilder kept = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            if (XML_SPACE.indexOf(value.charAt(i)) < 0) {
                kept.append(value.charAt(i));
            }
        }
        return kept.toString();
    }

    private static void requireEmpty(Element element) throws SamlRefused {
        if (!elements(element).isEmpty()) {
            throw schema("nothing in " + element.getLocalName(), "elements");
        }
    }

    private static List<Element> elements(Element parent) throws SamlRefused {
        return Markup.structure(parent, SamlRefusal.SIGNATURE_SCHEMA);
    }

    /** A comment splits a text: a DigestValue with one was read in two ways by several libraries. */
    private static void requireNoComments(Node node) throws SamlRefused {
        if (node.getNodeType() == Node.COMMENT_NODE) {
            throw schema("no comment in a signature", node.getNodeValue());
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            requireNoComments(child);
        }
    }

    private static SamlRefused schema(String expected, @Nullable String received) {
        return new SamlRefused(SamlRefusal.SIGNATURE_SCHEMA, expected, received);
    }
}
