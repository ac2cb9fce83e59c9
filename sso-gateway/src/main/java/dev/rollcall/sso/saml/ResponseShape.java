package dev.rollcall.sso.saml;

import java.security.PrivateKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A {@code samlp:Response} whose parts are all known and each in its place; whether it is true is another question. */
record ResponseShape(Element response, DocumentShape document) {
    private static final Set<String> OF_PROTOCOL = Set.of("Extensions", "Status");
    private static final Set<String> OF_ASSERTION = Set.of("Issuer", "Assertion", "EncryptedAssertion");

    static ResponseShape of(Element root) throws SamlRefused {
        if (!Markup.is(root, SamlNames.PROTOCOL, "Response")) {
            throw schema("samlp:Response", root.getNodeName());
        }
        DocumentShape document = DocumentShape.of(root);
        DocumentShape.requireIdAndVersion(root);
        for (Element child : Markup.children(root)) {
            if (!known(child)) {
                throw schema("the parts of a Response", child.getNodeName());
            }
        }
        return new ResponseShape(root, document);
    }

    private static boolean known(Element child) {
        String name = child.getLocalName();
        return Markup.is(child, SamlNames.SIGNATURE, "Signature")
                || SamlNames.PROTOCOL.equals(child.getNamespaceURI()) && OF_PROTOCOL.contains(name)
                || SamlNames.ASSERTION.equals(child.getNamespaceURI()) && OF_ASSERTION.contains(name);
    }

    /** Asked before anything else: an IdP that refuses need not sign, and sends no assertion. */
    void requireSuccess() throws SamlRefused {
        Element status = Markup.required(response, SamlNames.PROTOCOL, "Status");
        Element code = Markup.required(status, SamlNames.PROTOCOL, "StatusCode");
        String value = Markup.requiredAttribute(code, "Value");
        if (!SamlNames.SUCCESS.equals(value)) {
            throw new SamlRefused(SamlRefusal.STATUS_NOT_SUCCESS, SamlNames.SUCCESS, explanation(status, code, value));
        }
    }

    /** The status, its second level, and what the IdP says about it: profiles §4.1.4.2 has it explained so. */
    private static String explanation(Element status, Element code, String value) throws SamlRefused {
        StringBuilder said = new StringBuilder(value);
        Element second = Markup.optional(code, SamlNames.PROTOCOL, "StatusCode");
        if (second != null) {
            said.append(" / ").append(Markup.attribute(second, "Value"));
        }
        Element message = Markup.optional(status, SamlNames.PROTOCOL, "StatusMessage");
        if (message != null) {
            said.append(": ").append(Markup.text(message));
        }
        return said.toString();
    }

    /** Bindings §3.5.5.2: a signed message must say where it goes; an unsigned one may, and then it must be here. */
    void requireDestination(String acsUrl, boolean signed) throws SamlRefused {
        String destination = Markup.attribute(response, "Destination");
        if (destination == null ? signed : !destination.equals(acsUrl)) {
            throw new SamlRefused(SamlRefusal.DESTINATION_MISMATCH, acsUrl, destination);
        }
    }

    /** As it stands there, plain or encrypted. */
    Element onlyAssertion() throws SamlRefused {
        return document.onlyAssertionIn(response);
    }

    /** The only assertion, decrypted if need be. */
    Element plainAssertion(List<PrivateKey> keys) throws SamlRefused {
        Element only = onlyAssertion();
        if (!DocumentShape.isEncrypted(only)) {
            return only;
        }
        Element opened = Decryption.open(only, keys);
        DocumentShape.requireOneAssertion(opened);
        DocumentShape.of(response, opened); // no ID occurs in both
        return opened;
    }

    private static SamlRefused schema(String expected, @Nullable String received) {
        return new SamlRefused(SamlRefusal.SCHEMA, expected, received);
    }
}
