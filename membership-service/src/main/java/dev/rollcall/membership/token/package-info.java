/**
 * SCIM tokens: how an IdP proves which connection it is. Owns {@code scim_token}. Routes: {@code /v2/connections/{id}/scim-tokens}; the
 * provisioning package asks {@link dev.rollcall.membership.token.ScimTokens#authenticate}. Invariant: a connection has at most two live
 * tokens, and of a secret only its SHA-256 is kept.
 */
package dev.rollcall.membership.token;
