/**
 * Access tokens as JWTs: keys that sign them, the claims in them, who gets one. Owns table {@code signing_key}; routes
 * {@code /.well-known/jwks.json} and {@code /v2/auth/token}. Invariant: a key is published long before it signs, and as long as a token that it
 * signed can live.
 */
package dev.rollcall.sso.token;
