package dev.rollcall.sso.flow;

import dev.rollcall.sso.oidc.OidcRefusal;
import dev.rollcall.sso.saml.SamlRefusal;
import org.jspecify.annotations.Nullable;

/** What the many reasons of both protocols are for people and for the log. */
final class FailureReasons {
    private FailureReasons() {}

    static FlowDenial why(SamlRefusal refusal) {
        return switch (refusal) {
            case XML_INVALID, SCHEMA, ASSERTION_COUNT, DUPLICATE_ID, ENCRYPTION_ALGORITHM, DECRYPT_FAILED ->
                FlowDenial.ANSWER_MALFORMED;
            case STATUS_NOT_SUCCESS -> FlowDenial.IDP_REFUSED;
            case SIGNATURE_MISSING,
                    SIGNATURE_COUNT,
                    SIGNATURE_POSITION,
                    SIGNATURE_SCHEMA,
                    SIGNATURE_REFERENCE,
                    SIGNATURE_TRANSFORM,
                    SIGNATURE_ALGORITHM,
                    SIGNATURE_INVALID,
                    CERTIFICATE_EXPIRED -> FlowDenial.BAD_SIGNATURE;
            case ISSUER_MISMATCH, DESTINATION_MISMATCH, AUDIENCE_MISSING, AUDIENCE_MISMATCH, SUBJECT_CONFIRMATION ->
                FlowDenial.AUDIENCE;
            case IN_RESPONSE_TO_MISMATCH -> FlowDenial.STATE_LOST;
            case IDP_INITIATED_NOT_ENABLED -> FlowDenial.IDP_INITIATED;
            case EXPIRED, NOT_YET_VALID -> FlowDenial.EXPIRED;
            case NAME_ID_NOT_EMAIL, NAME_ID_FORMAT, ATTRIBUTE_AMBIGUOUS -> FlowDenial.BAD_NAMEID;
        };
    }

    static FlowDenial why(OidcRefusal refusal) {
        return switch (refusal) {
            case STATE_MISSING,
                    STATE_UNKNOWN,
                    STATE_SPENT,
                    STATE_EXPIRED,
                    BROWSER_MISMATCH,
                    CONNECTION_MISMATCH,
                    NONCE_MISSING,
                    NONCE_MISMATCH -> FlowDenial.STATE_LOST;
            case CONNECTION_CHANGED -> FlowDenial.CONNECTION_CHANGED;
            case CALLBACK_MALFORMED,
                    RESPONSE_MODE,
                    TOKEN_IN_CALLBACK,
                    CODE_MISSING,
                    TOKEN_ANSWER_MALFORMED,
                    USERINFO_MALFORMED,
                    TOKEN_MALFORMED,
                    TOKEN_TYPE,
                    SUBJECT_MISSING,
                    TIME_MISSING,
                    LOGOUT_EVENT_MISSING,
                    LOGOUT_WITH_NONCE,
                    LOGOUT_TARGET_MISSING,
                    LOGOUT_ID_MISSING -> FlowDenial.ANSWER_MALFORMED;
            case PROVIDER_ERROR, CODE_REFUSED, CLIENT_REFUSED -> FlowDenial.IDP_REFUSED;
            case PROVIDER_UNREACHABLE, DISCOVERY_MALFORMED, DISCOVERY_ISSUER_MISMATCH -> FlowDenial.IDP_UNREACHABLE;
            case SIGNATURE_MISSING, SIGNATURE_ALGORITHM, SIGNATURE_INVALID, KEY_UNKNOWN, KEY_AMBIGUOUS ->
                FlowDenial.BAD_SIGNATURE;
            case RESPONSE_ISSUER_MISSING,
                    RESPONSE_ISSUER_MISMATCH,
                    ISSUER_MISMATCH,
                    TENANT_REFUSED,
                    AUDIENCE_MISMATCH,
                    AUTHORIZED_PARTY,
                    USERINFO_MISMATCH,
                    ACCESS_TOKEN_MISMATCH -> FlowDenial.AUDIENCE;
            case EXPIRED, NOT_YET_VALID, AUTHENTICATION_TOO_OLD, LOGOUT_STALE -> FlowDenial.EXPIRED;
            case EMAIL_AMBIGUOUS, EMAIL_MALFORMED, EMAIL_UNVERIFIED -> FlowDenial.BAD_NAMEID;
        };
    }

    /** Null where there is no sentence of its own. */
    static @Nullable String text(FlowDenial why, String connectionName) {
        return switch (why) {
            case STATE_LOST -> FixedTexts.STATE_LOST;
            case IDP_INITIATED -> FixedTexts.idpInitiated(connectionName);
            case EXPIRED -> FixedTexts.EXPIRED;
            case IDP_REFUSED -> FixedTexts.IDP_REFUSED;
            case IDP_UNREACHABLE -> FixedTexts.IDP_UNREACHABLE;
            case CONNECTION_CHANGED -> FixedTexts.CONNECTION_CHANGED;
            case REPLAY -> FixedTexts.REPLAY;
            case MEMBERSHIP_UNAVAILABLE -> FixedTexts.UNAVAILABLE;
            case ANSWER_MALFORMED, BAD_NAMEID, BAD_SIGNATURE, AUDIENCE, DOMAIN_UNVERIFIED -> null;
        };
    }
}
