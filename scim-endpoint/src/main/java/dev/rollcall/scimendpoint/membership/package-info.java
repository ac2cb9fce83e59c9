/**
 * Calls to membership-service, the source of truth, held and repeated while it is away (up to 25 s); once it is known to be away
 * ({@link dev.rollcall.scimendpoint.membership.Absence}) they fail at once. Owns no route. Invariant: a change is sent again only when the
 * first call surely never arrived.
 */
package dev.rollcall.scimendpoint.membership;
