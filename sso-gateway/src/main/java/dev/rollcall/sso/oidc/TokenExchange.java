package dev.rollcall.sso.oidc;

import dev.rollcall.kit.outbound.Outbound;
import dev.rollcall.sso.secret.Fresh;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** A code for tokens: the call (OIDC Core §3.1.3.1) and its answer, both as values. */
final class TokenExchange {
    /** Bytes of an answer; three tokens with many groups in them take a tenth. */
    private static final int ANSWER_MAX = 1 << 20;
    /** How long a proof of ours counts; the call itself is given up after five seconds. */
    private static final int PROOF_SECONDS = 60;

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"; // RFC 7523 §2.2

    private TokenExchange() {}

    static Outbound.Call call(
            OidcClient client, ProviderMetadata metadata, OidcLoginRequest request, String code, Instant now) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", client.redirectUri());
        form.put("code_verifier", request.codeVerifier());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        switch (client.authentication()) {
            case ClientAuthentication.SecretBasic basic -> headers.put("Authorization", basic(client, basic.secret()));
            case ClientAuthentication.SecretPost post -> {
                form.put("client_id", client.clientId());
                form.put("client_secret", post.secret());
            }
            case ClientAuthentication.PrivateKeyJwt key -> {
                form.put("client_id", client.clientId());
                form.put("client_assertion_type", JWT_BEARER);
                form.put("client_assertion", assertion(client.clientId(), metadata.tokenEndpoint(), key, now));
            }
        }
        return new Outbound.Call(metadata.tokenEndpoint(), headers, QueryString.of(form), ANSWER_MAX);
    }

    /** RFC 6749 §2.3.1: id and secret are form-encoded before they are joined. */
    private static String basic(OidcClient client, String secret) {
        String pair = QueryString.encoded(client.clientId()) + ":" + QueryString.encoded(secret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** OIDC Core §9: {@code aud} is the token endpoint, the one audience that every provider takes. */
    private static String assertion(
            String clientId, String audience, ClientAuthentication.PrivateKeyJwt key, Instant now) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(clientId);
        claims.setSubject(clientId);
        claims.setAudience(audience);
        claims.setJwtId(Fresh.secret());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + PROOF_SECONDS));
        JsonWebSignature jws = new JsonWebSignature();
        jws.setHeader("typ", "JWT");
        jws.setAlgorithmHeaderValue(key.algorithm());
        if (key.keyId() != null) {
            jws.setKeyIdHeaderValue(key.keyId());
        }
        if (key.certificateSha256() != null) {
            jws.setX509CertSha256ThumbprintHeaderValue(key.certificateSha256());
        }
        jws.setPayload(claims.toJson());
        jws.setKey(key.key());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("The client's private key does not sign with " + key.algorithm(), e);
        }
    }

    static Verdict<TokenAnswer> read(Outbound.Answer answer) {
        JsonDocument body = JsonDocument.read(answer.body()).orElse(JsonDocument.EMPTY);
        if (answer.status() != 200) {
            String error = body.text("error");
            return Verdict.turnedDown(
                    why(answer.status(), error == null ? "" : error),
                    "tokens",
                    "status " + answer.status() + told(body));
        }
        String idToken = body.exact("id_token");
        return idToken == null
                ? Verdict.turnedDown(OidcRefusal.TOKEN_ANSWER_MALFORMED, "a JSON object with an id_token", "none")
                : Verdict.accepted(new TokenAnswer(idToken, bearer(body)));
    }

    private static @Nullable String bearer(JsonDocument body) {
        return "bearer".equalsIgnoreCase(body.text("token_type")) ? body.exact("access_token") : null;
    }

    private static String told(JsonDocument body) {
        return body.has("error") ? ", " + body.shown("error") + ": " + body.shown("error_description") : "";
    }

    /** RFC 6749 §5.2. */
    private static OidcRefusal why(int status, String error) {
        return switch (error) {
            case "invalid_grant" -> OidcRefusal.CODE_REFUSED;
            case "invalid_client", "unauthorized_client" -> OidcRefusal.CLIENT_REFUSED;
            default ->
                status == 401
                        ? OidcRefusal.CLIENT_REFUSED
                        : status >= 500 || status < 400
                                ? OidcRefusal.PROVIDER_UNREACHABLE
                                : OidcRefusal.TOKEN_ANSWER_MALFORMED;
        };
    }
}
