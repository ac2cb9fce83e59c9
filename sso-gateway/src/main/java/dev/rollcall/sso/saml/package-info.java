/**
 * SAML 2.0 as a service provider (Web Browser SSO profile), as pure functions: bytes, settings and the time come in, a verdict or a document
 * comes out. Owns what makes a Response believable ({@link dev.rollcall.sso.saml.SamlResponses}), our AuthnRequest and metadata, and the reading
 * of an IdP's metadata and certificates. Owns no table, no routes and no clock: requests, replays and traces are remembered elsewhere. XML
 * Signature and Encryption are Apache Santuario's; which of it is allowed is decided here. Invariant: identity is read only from a document
 * parsed from the very bytes whose digest was signed with a key of the connection.
 */
package dev.rollcall.sso.saml;
