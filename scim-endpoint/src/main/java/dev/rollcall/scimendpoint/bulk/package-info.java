/**
 * {@code POST /scim/v2/Bulk} (RFC 7644 §3.7). Owns the order of the operations and the answer about them; each is carried out like a request of
 * its own, through the same gate and the same calls. Invariant: every operation that was tried is in the answer, with what became of it.
 */
package dev.rollcall.scimendpoint.bulk;
