package dev.rollcall.sso.oidc;

import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.secret.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that has been started and whose answer is awaited: the row's content.
 *
 * @param state finds the row again; 256 random bits, as are {@code nonce} and {@code codeVerifier}
 * @param connectionId the only connection that may end it
 * @param connectionVersion as the connection was then
 * @param browserSha256 of the secret in the cookie of the browser that began it
 * @param nonce ties the ID token to it
 * @param codeVerifier ties the code to it (RFC 7636)
 * @param maxAgeSeconds how long ago the person may have proved themselves to the provider; null when that was not asked for
 * @param redirectAfter path of ours to go to afterwards, already checked
 * @param consumedAt when an answer came; a second one is turned down
 */
public record OidcLoginRequest(
        String state,
        UUID connectionId,
        long connectionVersion,
        byte[] browserSha256,
        String nonce,
        String codeVerifier,
        @Nullable Integer maxAgeSeconds,
        String redirectAfter,
        Instant expiresAt,
        @Nullable Instant consumedAt) {
    /** A person types a password, finds a second factor, reads a consent page. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    public static OidcLoginRequest fresh(
            OidcClient client,
            String browserSecret,
            @Nullable Integer maxAgeSeconds,
            String redirectAfter,
            Instant now) {
        return new OidcLoginRequest(
                Fresh.secret(),
                client.connectionId(),
                client.version(),
                Sha256.of(browserSecret),
                Fresh.secret(),
                Fresh.secret(),
                maxAgeSeconds,
                redirectAfter,
                now.plus(LIFETIME),
                null);
    }

    /** Hides what an answer must know. */
    @Override
    public String toString() {
        return "sign-in over connection " + connectionId;
    }
}
