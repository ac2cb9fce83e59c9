/**
 * Every refusal and failure as a SCIM error (RFC 7644 §3.12). Owns the one mapping from kinds to answers. Runs on every route. Invariant: a
 * failure tells its trace id and nothing of the inside.
 */
package dev.rollcall.scimendpoint.error;
