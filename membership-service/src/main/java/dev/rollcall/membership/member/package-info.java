/**
 * Members as administrators see them. Reads {@code member} and {@code account}; memberships are written where they arise (users of an IdP,
 * an organization's first owner). Routes: {@code /v2/orgs/{organization}/members}. Invariant: every statement names the organization.
 */
package dev.rollcall.membership.member;
