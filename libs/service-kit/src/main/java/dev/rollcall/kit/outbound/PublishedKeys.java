package dev.rollcall.kit.outbound;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The keys of a JSON Web Key Set (RFC 7517) that may verify a signature; the others are left out. */
public record PublishedKeys(List<PublicJsonWebKey> keys) {
    /** Bytes of a set; Entra's keys take 20 KiB. */
    public static final int TEXT_MAX = 256 << 10;
    /** More than anybody rotates through; each is tried by its id only. */
    private static final int KEYS_MAX = 100;

    private static final int RSA_BITS_MIN = 2_048; // RFC 7518 §3.3
    /** RFC 7518 §3.4: each of these algorithms has its curve. */
    private static final Map<String, String> CURVES = Map.of("ES256", "P-256", "ES384", "P-384", "ES512", "P-521");

    public PublishedKeys {
        keys = List.copyOf(keys);
    }

    /** @throws IOException when it is no such set */
    public static PublishedKeys read(String json) throws IOException {
        try {
            List<PublicJsonWebKey> keys = new ArrayList<>();
            for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
                if (key instanceof PublicJsonWebKey pair && verifies(pair) && keys.size() < KEYS_MAX) {
                    keys.add(pair);
                }
            }
            return new PublishedKeys(keys);
        } catch (JoseException | RuntimeException e) {
            // The library casts what it finds: a set of another form must not look like a fault of ours.
            throw new IOException("it is no JSON Web Key Set", e);
        }
    }

    /**
     * Those made for the algorithm.
     *
     * @param keyId as the token names it; null fits every key
     */
    public List<PublicJsonWebKey> fitting(String algorithm, @Nullable String keyId) {
        return keys.stream()
                .filter(key -> keyId == null || keyId.equals(key.getKeyId()))
                .filter(key -> key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                .filter(key -> isOfKind(key, algorithm))
                .toList();
    }

    private static boolean isOfKind(PublicJsonWebKey key, String algorithm) {
        String curve = CURVES.get(algorithm);
        return curve == null
                ? key instanceof RsaJsonWebKey && (algorithm.startsWith("RS") || algorithm.startsWith("PS"))
                : key instanceof EllipticCurveJsonWebKey onCurve && curve.equals(onCurve.getCurveName());
    }

    private static boolean verifies(PublicJsonWebKey key) {
        boolean forSignatures = key.getUse() == null || key.getUse().equals("sig");
        boolean mayVerify = key.getKeyOps() == null || key.getKeyOps().contains("verify");
        boolean strong = key instanceof EllipticCurveJsonWebKey
                || (key instanceof RsaJsonWebKey rsa
                        && rsa.getRsaPublicKey().getModulus().bitLength() >= RSA_BITS_MIN);
        return forSignatures && mayVerify && strong;
    }
}
