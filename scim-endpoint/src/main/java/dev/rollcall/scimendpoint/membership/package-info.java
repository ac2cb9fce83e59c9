/**
 * Calls to membership-service, the source of truth, held and repeated while it is away (up to 25 s). Owns no route. Invariant: a change is
 * sent again only when the first call surely never arrived.
 */
package dev.rollcall.scimendpoint.membership;
