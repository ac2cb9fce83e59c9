package dev.rollcall.sso.flow;

/** Sentences that people search for: where the specification has one, it is that one to the letter. */
final class FixedTexts {
    /** R-SSO-10. */
    static final String STATE_LOST = "We couldn't find your session. You may have pressed the back button,"
            + " refreshed the page, opened too many sign-in dialogs, or there is some issue with cookies."
            + " Try signing in again. If the issue persists, contact your administrator.";

    /** R-SSO-5. */
    static final String BAD_NAMEID = "The name ID sent by the identity provider is not an email address."
            + " Contact your company administrator.";

    static final String BAD_EMAIL =
            "The email sent by the identity provider is not an email address." + " Contact your company administrator.";

    static final String IDP_REFUSED = "Your identity provider did not sign you in.";
    static final String IDP_UNREACHABLE =
            "Your identity provider could not be reached. Try again; if it stays, contact your company administrator.";
    static final String CONNECTION_OFF =
            "Single sign-on is not switched on for this connection. Contact your company administrator.";
    static final String CONNECTION_CHANGED = "The connection was changed while you signed in. Try again.";
    static final String UNAVAILABLE = "We cannot look up your membership at the moment. Try again in a few minutes.";
    static final String REPLAY = "This answer of your identity provider was used before. Try signing in again.";
    static final String EXPIRED =
            "The answer of your identity provider came too late or too early. Try again; if it stays, contact your"
                    + " company administrator.";

    private FixedTexts() {}

    /** R-SSO-8. */
    static String idpInitiated(String connectionName) {
        return "IdP-Initiated sign in is not enabled for connection '" + connectionName + "'.";
    }

    /** R-SSO-9. */
    static String domainUnverified(String domain, String traceId) {
        return "Domain '" + domain + "' is not verified for your SSO connection. Contact your company administrator."
                + " TraceID: " + traceId;
    }
}
