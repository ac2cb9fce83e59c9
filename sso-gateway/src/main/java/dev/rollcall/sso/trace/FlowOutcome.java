package dev.rollcall.sso.trace;

/** What a flow came to. */
enum FlowOutcome {
    /** The identity provider has not answered (yet). */
    BEGUN,
    /** The person is in. */
    GRANTED,
    /** The identity provider vouched, and the person stays out. */
    DENIED,
    /** A check failed. */
    FAILED,
    /** A test sign-in that would have let the person in. */
    FORESEEN
}
