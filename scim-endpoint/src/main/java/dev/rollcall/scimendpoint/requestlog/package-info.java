/**
 * The record of every request and its answer, on its way to topic {@code scim.requests.v1} (R-SCIM-50). Owns a bounded queue; what does not
 * fit is dropped, oldest first, and counted. Invariant: writing the log never fails, slows or blocks a request.
 */
package dev.rollcall.scimendpoint.requestlog;
