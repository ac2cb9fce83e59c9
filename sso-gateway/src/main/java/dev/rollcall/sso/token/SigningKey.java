package dev.rollcall.sso.token;

import dev.rollcall.kit.secret.MasterKeys.Sealed;
import java.time.Instant;

/**
 * A key pair that signs access tokens (EC P-256).
 *
 * @param kid names it in JWKS and in the tokens' header; unique for ever
 * @param publicKey SubjectPublicKeyInfo
 * @param sealed the private half (PKCS#8), sealed
 * @param signsFrom published since its making, it signs from then on until the next key does
 */
record SigningKey(String kid, byte[] publicKey, Sealed sealed, Instant createdAt, Instant signsFrom) {}
