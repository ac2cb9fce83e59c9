/**
 * Randomness, hashes and secrets at rest. Owns the master keys' file; no table and no route. Invariant: what is sealed for one row cannot be
 * opened as another's, and a secret is compared in constant time.
 */
package dev.rollcall.sso.secret;
