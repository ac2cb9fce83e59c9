/**
 * Invitations: who is asked into an organization, as what, by whom. Owns {@code invitation}; a pending one holds a seat. Accepting happens where
 * people sign in. The mail is {@code notice}'s. Routes: {@code /v2/orgs/{organization}/invites}, {@code /v2/invites/{id}}. Invariant: an address has one
 * pending invitation of an organization at most, and every one ends once.
 */
package dev.rollcall.membership.invitation;
