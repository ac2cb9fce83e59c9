/**
 * {@code /scim/v2/Users}: the User resource (R-SCIM-12 to R-SCIM-49). Owns how a User is read and shown, not what it means. Invariant: every
 * answer with a User is what the source of truth holds after the request.
 *
 * <p>POST, GET, {@code /.search} on the collection; GET, PUT, PATCH, DELETE on one.
 */
package dev.rollcall.scimendpoint.user;
