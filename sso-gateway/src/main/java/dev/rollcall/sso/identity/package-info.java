/**
 * Who somebody is, as their identity provider (IdP) says: the one thing that SAML and OIDC end in and that the decision about a sign-in begins
 * with. Owns no table and no routes, and knows neither protocol. Invariant: a value of {@link dev.rollcall.sso.identity.ProvenIdentity} was read
 * from bytes whose signature was verified with a key of the connection.
 */
package dev.rollcall.sso.identity;
