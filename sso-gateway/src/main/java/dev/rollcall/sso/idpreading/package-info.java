/**
 * What identity providers publish about themselves, read for membership-service: SAML metadata and OpenID discovery documents, while an owner sets a
 * connection up and hourly after that. Owns no table; route {@code /internal/v1/idp-readings}. Invariant: that a document is bad or out of reach is
 * an answer, and changes nothing.
 */
package dev.rollcall.sso.idpreading;
