/**
 * OpenID Connect relying party (OIDC Core 1.0, authorization code flow with PKCE): from the address that a browser is sent to, over its way back, to
 * a {@link dev.rollcall.sso.identity.ProvenIdentity}; and tokens that end sessions (OIDC Back-Channel Logout 1.0). Begin with
 * {@code RelyingParty}. Owns what is kept of providers' discovery documents and keys; no table and no routes. Invariant: whatever a
 * token says about how it is to be checked counts for nothing, but for the name of its key; and each message is accepted, or turned down
 * for one reason of {@code OidcRefusal}.
 */
package dev.rollcall.sso.oidc;
