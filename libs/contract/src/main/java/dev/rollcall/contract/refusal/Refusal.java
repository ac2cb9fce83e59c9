package dev.rollcall.contract.refusal;

import org.jspecify.annotations.Nullable;

/**
 * Every reason why a request is turned down. Each has one {@link Kind}, and each protocol maps a kind to a status in one place; a
 * constant may name the SCIM {@code scimType} (RFC 7644 §3.12) that tells an IdP more.
 */
public enum Refusal {
    REQUEST_MALFORMED(Kind.INVALID, "invalidSyntax"),
    VALUE_INVALID(Kind.INVALID, "invalidValue"),
    FILTER_INVALID(Kind.INVALID, "invalidFilter"),
    PATH_INVALID(Kind.INVALID, "invalidPath"),
    TARGET_MISSING(Kind.INVALID, "noTarget"),
    ATTRIBUTE_IMMUTABLE(Kind.INVALID, "mutability"),
    TOO_MANY(Kind.INVALID, "tooMany"),
    CURSOR_INVALID(Kind.INVALID, null),

    USER_NAME_NOT_EMAIL(Kind.INVALID, "invalidValue"),
    DOMAIN_UNVERIFIED(Kind.INVALID, "invalidValue"),
    ROLE_UNKNOWN(Kind.INVALID, "invalidValue"),
    ORGANIZATION_NOT_CONNECTED(Kind.INVALID, "invalidValue"),
    GROUP_NAME_MALFORMED(Kind.INVALID, "invalidValue"),
    GROUP_MEMBER_UNKNOWN(Kind.INVALID, "invalidValue"),
    TEAM_RESERVED(Kind.INVALID, "invalidValue"),
    BAD_NAMEID(Kind.INVALID, null),

    TOKEN_MISSING(Kind.UNAUTHENTICATED, null),
    TOKEN_INVALID(Kind.UNAUTHENTICATED, null),
    CREDENTIALS_WRONG(Kind.UNAUTHENTICATED, null),
    SESSION_ENDED(Kind.UNAUTHENTICATED, null),
    TOKEN_REUSED(Kind.UNAUTHENTICATED, null),

    ROLE_INSUFFICIENT(Kind.FORBIDDEN, null),
    SCIM_DISABLED(Kind.FORBIDDEN, null),
    MEMBER_UNMANAGED(Kind.FORBIDDEN, null),
    NO_SEAT(Kind.FORBIDDEN, null),
    LAST_OWNER(Kind.FORBIDDEN, null),
    LIFETIME_TOO_LONG(Kind.FORBIDDEN, null),
    FILTER_FORBIDDEN(Kind.FORBIDDEN, null),
    JIT_DISABLED(Kind.FORBIDDEN, null),
    USER_DEACTIVATED(Kind.FORBIDDEN, null),
    NOT_INVITED(Kind.FORBIDDEN, null),
    SSO_REQUIRED(Kind.FORBIDDEN, null),
    IDENTITY_TAKEN(Kind.FORBIDDEN, null),

    USER_UNKNOWN(Kind.NOT_FOUND, null),
    GROUP_UNKNOWN(Kind.NOT_FOUND, null),
    ORGANIZATION_UNKNOWN(Kind.NOT_FOUND, null),
    MEMBER_UNKNOWN(Kind.NOT_FOUND, null),
    TEAM_UNKNOWN(Kind.NOT_FOUND, null),
    CONNECTION_UNKNOWN(Kind.NOT_FOUND, null),
    TOKEN_UNKNOWN(Kind.NOT_FOUND, null),
    SESSION_UNKNOWN(Kind.NOT_FOUND, null),
    ACCOUNT_UNKNOWN(Kind.NOT_FOUND, null),
    STREAM_UNKNOWN(Kind.NOT_FOUND, null),
    COMPANY_UNKNOWN(Kind.NOT_FOUND, null),
    CONFLICT_UNKNOWN(Kind.NOT_FOUND, null),
    EXTENSION_UNKNOWN(Kind.NOT_FOUND, null),
    TRACE_UNKNOWN(Kind.NOT_FOUND, null),
    IDP_UNKNOWN(Kind.NOT_FOUND, null),
    DOMAIN_UNKNOWN(Kind.NOT_FOUND, null),
    INVITATION_UNKNOWN(Kind.NOT_FOUND, null),
    ENTRY_UNKNOWN(Kind.NOT_FOUND, null),

    USER_EXISTS(Kind.CONFLICT, "uniqueness"),
    UNMANAGED_MEMBER_EXISTS(Kind.CONFLICT, "uniqueness"),
    MEMBER_MANAGED(Kind.CONFLICT, null),
    GROUP_EXISTS(Kind.CONFLICT, "uniqueness"),
    ORGANIZATION_EXISTS(Kind.CONFLICT, null),
    COMPANY_EXISTS(Kind.CONFLICT, null),
    CONNECTION_EXISTS(Kind.CONFLICT, null),
    DOMAIN_TAKEN(Kind.CONFLICT, null),
    DOMAIN_IN_USE(Kind.CONFLICT, null),
    CONFIRMATION_MISSING(Kind.CONFLICT, null),
    MEMBER_EXISTS(Kind.CONFLICT, null),
    INVITATION_EXISTS(Kind.CONFLICT, null),
    TOKEN_LIMIT(Kind.CONFLICT, null),
    TRUST_TAKEN(Kind.CONFLICT, null),
    CONNECTION_ENFORCED(Kind.CONFLICT, null),

    VERSION_MISMATCH(Kind.PRECONDITION, null),
    BODY_TOO_LARGE(Kind.TOO_LARGE, null),
    MEDIA_TYPE_UNSUPPORTED(Kind.MEDIA_TYPE, null),
    RATE_LIMITED(Kind.LIMITED, null),
    NOT_SUPPORTED(Kind.NOT_SUPPORTED, null),
    SCIM_PAUSED(Kind.UNAVAILABLE, null),
    DEPROVISIONING_HELD(Kind.UNAVAILABLE, null),
    UNAVAILABLE(Kind.UNAVAILABLE, null);

    /** What kind of no it is, and the HTTP status that kind has in every protocol of ours. */
    public enum Kind {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        PRECONDITION(412),
        TOO_LARGE(413),
        MEDIA_TYPE(415),
        LIMITED(429),
        NOT_SUPPORTED(501),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final @Nullable String scimType;

    Refusal(Kind kind, @Nullable String scimType) {
        this.kind = kind;
        this.scimType = scimType;
    }

    public Kind kind() {
        return kind;
    }

    /** The SCIM error's {@code scimType}, or null where RFC 7644 has none for it. */
    public @Nullable String scimType() {
        return scimType;
    }

    /** This refusal as an exception, with a sentence that says what the caller can do about it; no secret or foreign data in it. */
    public Refused because(String detail) {
        return new Refused(this, detail);
    }
}
