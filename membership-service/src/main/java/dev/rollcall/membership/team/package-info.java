/**
 * Teams as administrators see them. Reads {@code team} and {@code team_member}; groups that an IdP maps to teams are written by the group
 * package, memberships by whoever gives them. Routes: {@code /v2/orgs/{organization}/groups}. Invariant: a team is reached through its
 * organization only.
 */
package dev.rollcall.membership.team;
