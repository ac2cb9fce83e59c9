/**
 * The SCIM request log as an owner reads it (R-SCIM-50, R-TRB-2, R-TRB-13). Owns {@code scim_request} and {@code scim_contact}, fed from topic
 * {@code scim.requests.v1}. Routes: {@code /v2/connections/{id}/scim-requests} and {@code /health}. Invariant: an entry is shown to owners of
 * the connection that its token belongs to, and to nobody else.
 */
package dev.rollcall.membership.scimrequest;
