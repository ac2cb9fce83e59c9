/**
 * SCIM Users: a person as one IdP describes them, and the memberships that this gives. Owns {@code scim_user} and, through it, what SCIM
 * does to {@code account}, {@code member} and {@code team_member}. Routes: the user part of {@code /internal/v1/scim/**}. Invariant: of a
 * membership that SCIM does not manage, nothing but its manager is ever written here.
 */
package dev.rollcall.membership.user;
