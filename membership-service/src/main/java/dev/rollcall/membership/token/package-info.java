/**
 * SCIM tokens and OAuth clients: how an IdP proves which connection it is. Owns {@code scim_token}, which holds both. Routes: {@code
 * /v2/connections/{id}/scim-tokens} and {@code /v2/connections/{id}/scim-clients}; the provisioning package asks {@link
 * dev.rollcall.membership.token.ScimTokens#authenticate} {@link dev.rollcall.membership.token.OauthClients} and {@link dev.rollcall.membership.token.TrustedIssuers}. Invariant: a connection has
 * at most two live ones of each kind, of a secret only its SHA-256 is kept, and one kind never counts as the other.
 */
package dev.rollcall.membership.token;
