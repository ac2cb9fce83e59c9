/**
 * The break-glass owner: the one person with a password of ours, for the day when no identity provider answers. Owns table
 * {@code owner_credential}; the account behind it is membership-service's. No routes: pages and {@code POST /v2/auth/token} call in here.
 * Invariant: a wrong e-mail, a wrong password and a disabled owner get one answer after the same work.
 */
package dev.rollcall.sso.owner;
