/**
 * Access tokens as JWTs: keys that sign them, the claims in them, who gets one, and the refresh tokens that give the next. Owns tables
 * {@code signing_key} and {@code refresh_token}; routes {@code /.well-known/jwks.json}, {@code /v2/auth/token} and {@code /v2/sessions/token}.
 * Invariants: a key is published long before it signs, and as long as a token that it signed can live; a refresh token is good once, and no
 * longer than its session.
 */
package dev.rollcall.sso.token;
