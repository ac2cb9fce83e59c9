package dev.rollcall.sso.samlkey;

import dev.rollcall.kit.secret.MasterKeys;
import dev.rollcall.sso.saml.SamlKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Our SAML keys, opened.
 *
 * @param keys newest first, one at least
 */
public record SamlKeyRing(List<SamlKey> keys, Instant readAt) {
    public SamlKeyRing {
        keys = List.copyOf(keys);
    }

    static SamlKeyRing of(List<StoredSamlKey> stored, MasterKeys master, Instant now) {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            List<SamlKey> keys = new ArrayList<>();
            for (StoredSamlKey key : stored) {
                byte[] secret = master.open(key.sealed(), StoredSamlKey.context(key.thumbprint()));
                keys.add(new SamlKey(
                        factory.generatePrivate(new PKCS8EncodedKeySpec(secret)),
                        SamlCertificate.read(key.certificate())));
            }
            return new SamlKeyRing(keys, now);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Table saml_key holds a key that is none", e);
        }
    }

    /** The one that signs, and that identity providers are to encrypt for. */
    public SamlKey current() {
        return keys.getFirst();
    }

    /** Those that open what was encrypted for us, with older certificates too. */
    public List<PrivateKey> decryptionKeys() {
        return keys.stream().map(SamlKey::key).toList();
    }
}
