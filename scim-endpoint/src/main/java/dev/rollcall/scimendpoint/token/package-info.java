/**
 * Who calls: the token of a request becomes the connection it speaks for (R-TOK-3, R-TOK-6, R-SCIM-6), be it a SCIM token, an access token
 * of the connection's OAuth client, or a JSON Web Token of an issuer that the connection trusts. Owns the short memory of tokens judged and
 * of those issuers' keys; owns no token. Every route below {@code /scim} but those marked {@link
 * dev.rollcall.scimendpoint.token.WithoutToken}. Invariant: no answer is trusted longer than 4 s after membership-service was asked, so a
 * revoked token, and the access tokens of a deleted client, end within 5 s on every replica.
 */
package dev.rollcall.scimendpoint.token;
