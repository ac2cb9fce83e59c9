package dev.rollcall.sso.link;

import java.time.Duration;
import java.util.UUID;

/**
 * A link that was mailed.
 *
 * @param flow events and the mail's row carry it
 * @param mnemonic what people quote of it
 * @param browserSha256 of the secret in the cookie of the browser that asked
 */
record EmailLink(UUID flow, String email, String mnemonic, byte[] browserSha256) {
    /** A mail takes a minute, finding it another; longer only helps who finds an old one. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** What became of it. */
    enum Outcome {
        NOT_SENT,
        SENT,
        GRANTED,
        DENIED
    }
}
