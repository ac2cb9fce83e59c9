/**
 * Signing in by a link that is mailed: guests, invited people, members whose sign-in is not enforced, and whom no connection serves any more. Owns
 * table {@code email_link} and the cookie {@code __Host-rollcall-link}; routes {@code /sign-in/link}, {@code /sign-in/link/confirm} and
 * {@code /v2/email-links}. Who gets in
 * is membership-service's decision. Invariants: whoever asks is told the same after the same work, whoever's address it is; a link is good for
 * ten minutes and one POST, on all replicas together, and its secret is stored only as a hash.
 */
package dev.rollcall.sso.link;
