package dev.rollcall.sso.oidc;

import dev.rollcall.kit.outbound.PublishedKeys;
import dev.rollcall.sso.identity.ProvenIdentity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Whom an ID token speaks of: pure, everything that the answer depends on comes in. */
final class IdTokens {
    private IdTokens() {}

    /** @param keys of the client's own provider, fetched by its discovery document */
    static Verdict<ProvenIdentity> judge(
            TokenAnswer tokens, PublishedKeys keys, OidcClient client, OidcLoginRequest request, Instant now) {
        return verify(tokens, keys, client, request, now).then(claims -> ClaimReader.identity(claims, client));
    }

    /** The claims of a token that was made for this sign-in; what they say about the person is not looked at yet. */
    static Verdict<JsonDocument> verify(
            TokenAnswer tokens, PublishedKeys keys, OidcClient client, OidcLoginRequest request, Instant now) {
        return SignedJwt.verify(tokens.idToken(), client.algorithms(), keys)
                .then(token -> Verdict.of(
                        token.claims(),
                        type(token)
                                .or(() -> IdTokenRules.objection(token.claims(), client, request, now))
                                .or(() -> accessToken(token, tokens))));
    }

    /** Tokens of other kinds name themselves (RFC 8725 §3.11), for instance {@code logout+jwt}. */
    private static Optional<OidcObjection> type(SignedJwt token) {
        return token.type() == null || token.type().equalsIgnoreCase("JWT")
                ? Optional.empty()
                : Optional.of(new OidcObjection(OidcRefusal.TOKEN_TYPE, "JWT", token.type()));
    }

    /** OIDC Core §3.1.3.8. In the code flow the hash may be left out: the access token came over the same TLS connection. */
    private static Optional<OidcObjection> accessToken(SignedJwt token, TokenAnswer tokens) {
        if (!token.claims().has("at_hash") || tokens.accessToken() == null) {
            return Optional.empty();
        }
        String expected = leftHalf(token.algorithm(), tokens.accessToken());
        return expected.equals(token.claims().exact("at_hash"))
                ? Optional.empty()
                : Optional.of(new OidcObjection(
                        OidcRefusal.ACCESS_TOKEN_MISMATCH,
                        expected,
                        token.claims().shown("at_hash")));
    }

    /** @param algorithm whose last three digits name the hash, as in PS384 */
    static String leftHalf(String algorithm, String accessToken) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-" + algorithm.substring(2));
            byte[] hash = digest.digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java runtime has them
        }
    }
}
