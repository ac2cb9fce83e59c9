/**
 * Queries over all types of resources (RFC 7644 §3.4.2.1, §3.4.3). Owns how users and groups stand in one list; each type is shown by its own
 * feature. Routes: GET {@code /scim/v2}, POST {@code /scim/v2/.search}. Invariant: what one type's own query would refuse, these refuse in
 * the same words.
 */
package dev.rollcall.scimendpoint.root;
