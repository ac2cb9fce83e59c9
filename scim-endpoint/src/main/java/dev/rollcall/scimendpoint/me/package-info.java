/**
 * {@code /scim/v2/Me}: a person's own User (RFC 7644 §3.11). Owns who may ask: a member with an access token. Such a request belongs to no
 * connection: it is counted for the person, and stands in the request log without one. Invariant: nobody sees another's record, and nothing
 * is written here.
 */
package dev.rollcall.scimendpoint.me;
