/**
 * Organizations: the customer's unit of membership. Owns {@code organization} and makes each one's first owner; members beyond the first
 * are others' matter, and so are {@code seats_used} after it. Routes: {@code /v2/orgs}, {@code /v2/orgs/{organization}}. Invariant: an
 * organization has an owner from its first moment, and a caller never learns of one that is not theirs.
 */
package dev.rollcall.membership.organization;
