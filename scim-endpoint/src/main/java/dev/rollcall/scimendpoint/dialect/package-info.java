/**
 * Whose habits a client has: guessed from what it says and does, unless an owner has pinned it. Owns no route and keeps nothing; the guess
 * travels with the request log to membership-service, which keeps it. Which deviations are understood is no matter of the dialect but of
 * the connection's mode ({@link dev.rollcall.scim.Quirk}). Invariant: a pinned dialect is never overruled.
 */
package dev.rollcall.scimendpoint.dialect;
