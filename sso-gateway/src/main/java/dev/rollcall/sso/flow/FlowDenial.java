package dev.rollcall.sso.flow;

/** Why a sign-in over a connection ended before it was decided. The constant stands in the event and in metrics. */
enum FlowDenial {
    /** R-SSO-10: no sign-in of this browser awaits this answer. */
    STATE_LOST(400),
    /** R-SSO-8. */
    IDP_INITIATED(400),
    /** Nothing that we read as an answer of the connection's protocol. */
    ANSWER_MALFORMED(400),
    /** R-SSO-5, and addresses that are none or several. */
    BAD_NAMEID(403),
    BAD_SIGNATURE(403),
    /** Too late or too early. */
    EXPIRED(403),
    /** Used before. */
    REPLAY(403),
    /** Meant for, or from, somebody else. */
    AUDIENCE(403),
    /** The identity provider itself said no. */
    IDP_REFUSED(403),
    /** The identity provider could not be reached, or did not answer as it must. */
    IDP_UNREACHABLE(502),
    /** Not the person's address's connection. */
    DOMAIN_UNVERIFIED(403),
    /** Not active, or not what it was when the sign-in began. */
    CONNECTION_CHANGED(403),
    /** membership-service could not be asked. */
    MEMBERSHIP_UNAVAILABLE(503);

    private final int status;

    FlowDenial(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
