package dev.rollcall.sso.flow;

import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.session.MemberSessions.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that has been started and whose answer is awaited.
 *
 * @param id RelayState or {@code state}: finds the row again, 43 characters
 * @param question what the answer must repeat
 * @param connectionId the only connection that may end it
 * @param connectionVersion as the connection was then
 * @param browserSha256 of the secret in the cookie of the browser that began it
 * @param redirectAfter path of ours to go to afterwards
 * @param before the session that the browser had when it began, which ends with the sign-in; null when it had none
 * @param flow events and the trace carry it
 * @param mnemonic what people quote of the flow
 * @param test an owner's test sign-in: nothing comes of it but a page
 * @param consumedAt when an answer came; a second one is turned down
 */
record LoginRequest(
        String id,
        Question question,
        UUID connectionId,
        long connectionVersion,
        byte[] browserSha256,
        String redirectAfter,
        @Nullable Place before,
        UUID flow,
        String mnemonic,
        boolean test,
        Instant expiresAt,
        @Nullable Instant consumedAt) {
    /** A person types a password, finds a second factor, reads a consent page. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** What ties an answer to its request, besides the id. */
    sealed interface Question {
        Protocol protocol();

        /** @param requestId of the AuthnRequest; never blank */
        record Saml(String requestId) implements Question {
            @Override
            public Protocol protocol() {
                return Protocol.SAML;
            }
        }

        record Oidc(String nonce, String codeVerifier) implements Question {
            @Override
            public Protocol protocol() {
                return Protocol.OIDC;
            }
        }
    }

    /** Hides what an answer must know. */
    @Override
    public String toString() {
        return "sign-in over connection " + connectionId;
    }
}
