/**
 * OAuth 2.0 client credentials (RFC 6749 §4.4) for SCIM: a connection's client id and secret become an access token of an hour (E24). Owns
 * nothing: clients are membership-service's, access tokens are sealed, not stored. Routes: {@code /scim/v2/oauth/token} and the metadata
 * below {@code /.well-known/oauth-authorization-server} (RFC 8414). Invariant: every answer of the token endpoint, yes or no, is in OAuth's
 * form and is kept by no cache.
 */
package dev.rollcall.scimendpoint.oauth;
