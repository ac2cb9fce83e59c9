/**
 * What an owner does with de-provisioning that the guard held: look at it, release it, or discard it. Owns nothing; the held requests are
 * {@code guard}'s, carrying them out is {@code user}'s. Routes: {@code /v2/connections/{id}/held-deprovisionings}. Invariant: a released
 * request is carried out once, by the rules that it would have met when the identity provider sent it.
 */
package dev.rollcall.membership.deprovisioning;
