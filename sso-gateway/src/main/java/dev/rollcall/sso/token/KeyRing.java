package dev.rollcall.sso.token;

import dev.rollcall.kit.secret.MasterKeys;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/**
 * The keys as they stood at one moment, opened.
 *
 * @param kid of the key that signs
 * @param jwks RFC 7517 §5, public members only
 */
record KeyRing(String kid, PrivateKey privateKey, String jwks, Instant readAt) {

    /** Ties a sealed private key to its row. */
    static String context(String kid) {
        return "signing_key:" + kid;
    }

    static KeyRing of(List<SigningKey> keys, MasterKeys master, Instant now, Duration tokenLifetimeMax) {
        SigningKey current = SigningKeyRules.current(keys, now).orElseThrow();
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            byte[] secret = master.open(current.sealed(), context(current.kid()));
            PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(secret));
            List<JsonWebKey> shown = new ArrayList<>();
            for (SigningKey key : SigningKeyRules.published(keys, now, tokenLifetimeMax)) {
                shown.add(jwk(key.kid(), factory.generatePublic(new X509EncodedKeySpec(key.publicKey()))));
            }
            String jwks = new JsonWebKeySet(shown).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
            return new KeyRing(current.kid(), privateKey, jwks, now);
        } catch (GeneralSecurityException | JoseException e) {
            throw new IllegalStateException("Table signing_key holds a key that is none", e);
        }
    }

    private static JsonWebKey jwk(String kid, PublicKey publicKey) throws JoseException {
        PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(publicKey);
        jwk.setKeyId(kid);
        jwk.setUse("sig");
        jwk.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return jwk;
    }
}
