package dev.rollcall.sso.oidc;

import dev.rollcall.kit.outbound.PublishedKeys;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Web Token whose signature was right: nothing of a token is read elsewhere.
 *
 * @param algorithm it is signed with
 * @param type of its header; null when it has none
 */
record SignedJwt(String algorithm, @Nullable String type, JsonDocument claims) {
    /** By a private key only: no "none", and no HMAC, whose key would be one that both sides know, or the published one (RFC 8725 §3.1). */
    static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /** Characters: Entra's have eleven thousand with the two hundred groups that it sends at most, others send all. */
    private static final int LENGTH_MAX = 64 << 10;

    private static final Pattern COMPACT = Pattern.compile("([\\w-]++)\\.([\\w-]++)\\.([\\w-]*+)");
    private static final Set<String> UNDERSTOOD_BY_NOBODY = Set.of("crit", "b64", "zip", "enc");

    /** @param algorithms those that count here, chosen on the connection; what the token says only has to be one of them */
    static Verdict<SignedJwt> verify(String text, Set<String> algorithms, PublishedKeys keys) {
        if (text.length() > LENGTH_MAX || !COMPACT.matcher(text).matches()) {
            return Verdict.turnedDown(
                    OidcRefusal.TOKEN_MALFORMED,
                    "three parts in base64url, " + LENGTH_MAX + " characters at most",
                    "another form");
        }
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setCompactSerialization(text);
            Optional<JsonDocument> header = JsonDocument.read(jws.getHeaders().getFullHeaderAsJsonString());
            return header.map(read -> verify(jws, read, algorithms, keys)).orElseGet(SignedJwt::malformed);
        } catch (JoseException | RuntimeException e) {
            return malformed(); // the library may throw whatever it likes at bytes that are no token
        }
    }

    private static Verdict<SignedJwt> verify(
            JsonWebSignature jws, JsonDocument header, Set<String> algorithms, PublishedKeys keys) {
        String algorithm = header.exact("alg");
        if (algorithm == null || !algorithms.contains(algorithm)) {
            String listed = String.join(" or ", new TreeSet<>(algorithms));
            return Verdict.turnedDown(OidcRefusal.SIGNATURE_ALGORITHM, listed, header.shown("alg"));
        }
        if (UNDERSTOOD_BY_NOBODY.stream().anyMatch(header.members()::containsKey)) {
            return malformed();
        }
        if (jws.getEncodedSignature().isEmpty()) {
            return Verdict.turnedDown(OidcRefusal.SIGNATURE_MISSING, "a signature", "none");
        }
        return key(header, algorithm, keys).then(key -> verify(jws, header, algorithm, key));
    }

    /** By its name (kid) if it has one. Keys, and addresses of keys, that the token brings along (jwk, jku, x5c, x5u) are not looked at. */
    private static Verdict<PublicJsonWebKey> key(JsonDocument header, String algorithm, PublishedKeys keys) {
        List<PublicJsonWebKey> fitting = keys.fitting(algorithm, header.exact("kid"));
        if (header.has("kid") && header.exact("kid") == null || fitting.isEmpty()) {
            return Verdict.turnedDown(
                    OidcRefusal.KEY_UNKNOWN, "a published key for " + algorithm, header.shown("kid") + " as kid");
        }
        return fitting.size() == 1
                ? Verdict.accepted(fitting.getFirst())
                : Verdict.turnedDown(
                        OidcRefusal.KEY_AMBIGUOUS, "one key", fitting.size() + " keys for kid " + header.shown("kid"));
    }

    private static Verdict<SignedJwt> verify(
            JsonWebSignature jws, JsonDocument header, String algorithm, PublicJsonWebKey key) {
        try {
            jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm));
            jws.setKey(key.getPublicKey());
            if (jws.verifySignature()) {
                return JsonDocument.read(jws.getPayload())
                        .map(claims -> Verdict.accepted(new SignedJwt(algorithm, header.exact("typ"), claims)))
                        .orElseGet(SignedJwt::malformed);
            }
        } catch (JoseException | RuntimeException e) {
            // a signature of another length than its key's is one that does not fit
        }
        return Verdict.turnedDown(
                OidcRefusal.SIGNATURE_INVALID, "the signature of key " + key.getKeyId(), "one that does not fit");
    }

    private static Verdict<SignedJwt> malformed() {
        return Verdict.turnedDown(
                OidcRefusal.TOKEN_MALFORMED, "a signed JSON Web Token without critical headers", "something else");
    }
}
