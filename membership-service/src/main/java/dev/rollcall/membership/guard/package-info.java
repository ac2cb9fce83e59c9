/**
 * The mass de-provisioning guard (R-NOT-2): counts whom a connection takes out of an organization and holds it back when that is too many
 * in an hour. Owns departure and held_deprovisioning; not what becomes of a held request, which {@code deprovisioning} decides. No
 * routes. Invariant: a held request has changed nothing.
 */
package dev.rollcall.membership.guard;
