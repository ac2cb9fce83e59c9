/**
 * Randomness and hashes; secrets at rest are sealed by service-kit's master keys. Owns no table and no route. Invariant: a secret is compared in
 * constant time.
 */
package dev.rollcall.sso.secret;
