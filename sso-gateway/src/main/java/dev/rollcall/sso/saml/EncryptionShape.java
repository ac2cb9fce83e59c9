package dev.rollcall.sso.saml;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * An encrypted assertion as we take it: one key for us beside or in the data, both as values in the message, and no algorithm that tells an
 * attacker something by how it fails.
 */
record EncryptionShape(Element data, Element key, String dataAlgorithm) {
    /** Authenticated; CBC answers questions about its padding. */
    private static final Set<String> DATA = Set.of(
            SamlNames.ENCRYPTION_11 + "aes128-gcm",
            SamlNames.ENCRYPTION_11 + "aes192-gcm",
            SamlNames.ENCRYPTION_11 + "aes256-gcm");
    /** OAEP, with whichever digest: SHA-1 inside of it is no weakness, and the default of most IdPs. RSA 1.5 answers questions. */
    private static final Set<String> KEY =
            Set.of(SamlNames.ENCRYPTION + "rsa-oaep-mgf1p", SamlNames.ENCRYPTION_11 + "rsa-oaep");

    static EncryptionShape of(Element encryptedAssertion) throws SamlRefused {
        Element data = Markup.required(encryptedAssertion, SamlNames.ENCRYPTION, "EncryptedData");
        List<Element> keys = new ArrayList<>(Markup.children(encryptedAssertion, SamlNames.ENCRYPTION, "EncryptedKey"));
        Element info = Markup.optional(data, SamlNames.SIGNATURE, "KeyInfo");
        if (info != null) {
            keys.addAll(Markup.children(info, SamlNames.ENCRYPTION, "EncryptedKey"));
        }
        if (keys.size() != 1) {
            throw new SamlRefused(SamlRefusal.SCHEMA, "one EncryptedKey", String.valueOf(keys.size()));
        }
        Element key = keys.getFirst();
        String dataAlgorithm = algorithm(data, DATA, "AES-GCM");
        algorithm(key, KEY, "RSA-OAEP");
        requireValue(data);
        requireValue(key);
        return new EncryptionShape(data, key, dataAlgorithm);
    }

    private static String algorithm(Element encrypted, Set<String> allowed, String words) throws SamlRefused {
        Element method = Markup.required(encrypted, SamlNames.ENCRYPTION, "EncryptionMethod");
        String algorithm = Markup.attribute(method, "Algorithm");
        if (algorithm == null || !allowed.contains(algorithm)) {
            throw new SamlRefused(SamlRefusal.ENCRYPTION_ALGORITHM, words, algorithm);
        }
        return algorithm;
    }

    /** A CipherReference would have us fetch the bytes from wherever it says. */
    private static void requireValue(Element encrypted) throws SamlRefused {
        Element cipher = Markup.required(encrypted, SamlNames.ENCRYPTION, "CipherData");
        List<Element> parts = Markup.structure(cipher, SamlRefusal.SCHEMA);
        if (parts.size() != 1 || !Markup.is(parts.getFirst(), SamlNames.ENCRYPTION, "CipherValue")) {
            throw new SamlRefused(SamlRefusal.SCHEMA, "CipherValue", parts.toString());
        }
        Markup.text(parts.getFirst());
    }
}
