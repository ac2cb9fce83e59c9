/**
 * Attempts to sign in: how often one may try, and what is told about each. Owns no table but writes the outbox's; no routes. Invariant: an
 * attempt is counted before its secret is looked at, and a flood of denials becomes a count, not a flood of events.
 */
package dev.rollcall.sso.signin;
