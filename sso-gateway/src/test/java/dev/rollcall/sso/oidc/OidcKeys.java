package dev.rollcall.sso.oidc;

import dev.rollcall.kit.outbound.PublishedKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Key pairs made for the test, by name, and tokens signed with them by hand: no library here knows better than to make a wrong one. */
public final class OidcKeys {
    private static final Map<String, KeyPair> PAIRS = Map.of(
            "rsa", pair("RSA"),
            "rsa-next", pair("RSA"),
            "ec", pair("EC"),
            "attacker", pair("RSA"),
            "other-connection", pair("RSA"));

    private OidcKeys() {}

    private static KeyPair pair(String type) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            if (type.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2_048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a key set holds it, under its own name as kid. */
    static PublicJsonWebKey published(String name) {
        try {
            PublicJsonWebKey key =
                    PublicJsonWebKey.Factory.newPublicJwk(PAIRS.get(name).getPublic());
            key.setKeyId(name);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static PublishedKeys published(List<String> names) {
        return new PublishedKeys(names.stream().map(OidcKeys::published).toList());
    }

    static KeyPair named(String name) {
        return PAIRS.get(name);
    }

    /** @param signer a key's name; {@code nobody} for an empty signature, {@code hmac} for one keyed with the published key */
    public static String token(Map<String, Object> header, Map<String, Object> claims, String signer) {
        return signed(String.valueOf(header.get("alg")), encoded(header) + "." + encoded(claims), signer);
    }

    /** With RS256, whatever stands in it. */
    static String signedAsIs(String header, String claims, String signer) {
        return signed("RS256", encoded(header) + "." + encoded(claims), signer);
    }

    private static String signed(String algorithm, String text, String signer) {
        byte[] signature = signature(algorithm, text.getBytes(StandardCharsets.US_ASCII), signer);
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    static String encoded(Map<String, Object> json) {
        return encoded(JsonUtil.toJson(json));
    }

    static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] signature(String algorithm, byte[] text, String signer) {
        try {
            if (signer.equals("nobody")) {
                return new byte[0];
            }
            if (signer.equals("hmac")) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(PAIRS.get("rsa").getPublic().getEncoded(), "HmacSHA256"));
                return mac.doFinal(text);
            }
            Signature signature =
                    signature(algorithm, PAIRS.get(signer).getPrivate().getAlgorithm());
            signature.initSign(PAIRS.get(signer).getPrivate());
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Signature signature(String algorithm, String type) throws GeneralSecurityException {
        if (type.equals("EC")) {
            return Signature.getInstance("SHA256withECDSAinP1363Format");
        }
        if (!algorithm.equals("PS256")) {
            return Signature.getInstance("SHA256withRSA");
        }
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        return signature;
    }

    /** The same token with another part in its place. */
    static String with(String token, int part, String replacement) {
        String[] parts = token.split("\\.", -1);
        parts[part] = replacement;
        return String.join(".", Arrays.asList(parts));
    }
}
