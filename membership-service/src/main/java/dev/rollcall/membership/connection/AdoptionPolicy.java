package dev.rollcall.membership.connection;

/** What SCIM may do with members that it did not make: nothing, link them when the e-mail matches, or ask an owner (R-ORG-2, R-ORG-3). */
public enum AdoptionPolicy {
    STRICT,
    LINK_ON_MATCH,
    REVIEW
}
