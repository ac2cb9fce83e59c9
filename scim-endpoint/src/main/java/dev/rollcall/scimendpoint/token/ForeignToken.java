package dev.rollcall.scimendpoint.token;

import dev.rollcall.contract.provisioning.ScimTrust;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import java.security.Key;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/**
 * A signed JSON Web Token (RFC 7519) of somebody else.
 *
 * @param keyId of its header: the only thing in it that has a say in which key is tried
 * @param algorithm of its header, one of those that count
 * @param issuer as it says itself
 */
record ForeignToken(String text, String keyId, String algorithm, String issuer) {
    private static final int LENGTH_MAX = 8 << 10; // Entra's have two thousand characters
    private static final int SKEW_SECONDS = 60;
    /** Entra's live for an hour, at most a day; what lives longer is a password with dots. */
    private static final int LIFE_MAX_MINUTES = 25 * 60;

    /** Signatures by a private key only: no "none", and no HMAC, whose key would be the published one (RFC 8725 §2.1). */
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512);

    /** Faults that the library finds only after the signature was right. */
    private static final Set<Integer> OF_CLAIMS = Set.of(
            ErrorCodes.EXPIRED,
            ErrorCodes.EXPIRATION_MISSING,
            ErrorCodes.EXPIRATION_TOO_FAR_IN_FUTURE,
            ErrorCodes.NOT_YET_VALID,
            ErrorCodes.AUDIENCE_MISSING,
            ErrorCodes.AUDIENCE_INVALID,
            ErrorCodes.ISSUER_INVALID,
            ErrorCodes.ISSUER_MISSING,
            ErrorCodes.SUBJECT_MISSING,
            ErrorCodes.SUBJECT_INVALID);

    /** Genuine, but not for us: another audience or subject, too old or too early. */
    static final class Unfit extends RuntimeException {
        private final transient Refused refused;

        Unfit(Refused refused) {
            super(null, null, false, false);
            this.refused = refused;
        }

        Refused refused() {
            return refused;
        }
    }

    /** Reads what it says of itself; nothing of it is proved. */
    static ForeignToken read(String text) {
        try {
            if (text.length() <= LENGTH_MAX
                    && JsonWebStructure.fromCompactSerialization(text) instanceof JsonWebSignature jws) {
                ALGORITHMS.checkConstraint(jws.getAlgorithmHeaderValue());
                String keyId = jws.getKeyIdHeaderValue();
                String issuer = JwtClaims.parse(jws.getUnverifiedPayload()).getIssuer();
                if (keyId != null && issuer != null && issuer.length() <= ScimTrust.TEXT_MAX) {
                    return new ForeignToken(text, keyId, jws.getAlgorithmHeaderValue(), issuer);
                }
            }
        } catch (JoseException | InvalidJwtException | MalformedClaimException | RuntimeException e) {
            // told below: what is wrong with it is its maker's business
        }
        throw Refusal.TOKEN_INVALID.because(
                "This is neither a SCIM token nor a signed token of an identity provider that names its issuer and key.");
    }

    /**
     * Until when it counts.
     *
     * @throws Unfit when the signature is right and something else is not
     */
    Instant verify(Key key, ScimTrust trust, Instant now) {
        var builder = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setVerificationKey(key)
                .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes(LIFE_MAX_MINUTES)
                .setExpectedIssuer(trust.issuer())
                .setExpectedAudience(trust.audience());
        if (trust.subject() != null) {
            builder.setExpectedSubject(trust.subject());
        }
        try {
            JwtClaims claims = builder.build().processToClaims(text);
            return Instant.ofEpochSecond(claims.getExpirationTime().getValue()).plusSeconds(SKEW_SECONDS);
        } catch (InvalidJwtException fault) {
            List<Integer> codes = fault.getErrorDetails().stream()
                    .map(error -> error.getErrorCode())
                    .toList();
            throw codes.stream().anyMatch(OF_CLAIMS::contains) ? new Unfit(unfit(codes)) : forged();
        } catch (MalformedClaimException malformed) {
            throw forged();
        }
    }

    private static Refused unfit(List<Integer> codes) {
        String fault = codes.contains(ErrorCodes.EXPIRED)
                ? "has expired"
                : codes.contains(ErrorCodes.NOT_YET_VALID)
                        ? "counts only later; are the clocks right?"
                        : codes.contains(ErrorCodes.AUDIENCE_INVALID) || codes.contains(ErrorCodes.AUDIENCE_MISSING)
                                ? "is for another audience than the connection's scimTrust.audience"
                                : codes.contains(ErrorCodes.SUBJECT_INVALID)
                                                || codes.contains(ErrorCodes.SUBJECT_MISSING)
                                        ? "is of another subject than the connection's scimTrust.subject"
                                        : "has no end, or one that is more than a day away";
        return Refusal.TOKEN_INVALID.because("The identity provider's token " + fault + ".");
    }

    private static Refused forged() {
        return Refusal.TOKEN_INVALID.because("The token's signature does not fit the keys of its issuer.");
    }

    /** Hides the token, which is a secret while it lives. */
    @Override
    public String toString() {
        return "token of " + issuer;
    }
}
