package dev.rollcall.scimendpoint.oauth;

import dev.rollcall.contract.refusal.Refusal;

/** A no of the token endpoint, as RFC 6749 §5.2 wants it told. */
final class OauthFault extends RuntimeException {
    /** RFC 6749 §5.2, and for what it leaves open a name of its section 4.1.2.1. */
    enum Code {
        INVALID_REQUEST(400, Refusal.REQUEST_MALFORMED),
        INVALID_CLIENT(401, Refusal.CREDENTIALS_WRONG),
        UNAUTHORIZED_CLIENT(400, Refusal.SCIM_DISABLED),
        UNSUPPORTED_GRANT_TYPE(400, Refusal.NOT_SUPPORTED),
        TOO_OFTEN(429, Refusal.RATE_LIMITED),
        TEMPORARILY_UNAVAILABLE(503, Refusal.UNAVAILABLE);

        final int status;
        /** What the request log calls it. */
        final Refusal logged;

        Code(int status, Refusal logged) {
            this.status = status;
            this.logged = logged;
        }

        /** The word in {@code error}. */
        String word() {
            return this == TOO_OFTEN ? "temporarily_unavailable" : name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    final Code code;

    OauthFault(Code code, String description) {
        super(description, null, false, false);
        this.code = code;
    }
}
