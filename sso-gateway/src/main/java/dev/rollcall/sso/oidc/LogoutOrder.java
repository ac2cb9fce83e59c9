package dev.rollcall.sso.oidc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A provider's word that sessions are over (OIDC Back-Channel Logout 1.0).
 *
 * @param tokenId unique at its issuer: whoever carries the order out notes it until {@code notedUntil}, and does nothing for one that is noted
 * @param subject whose sessions end; null when only {@code sessionIndex} says which
 * @param issuedAt by the provider's clock
 * @param sessionIndex the provider's name of the one session that ends; null when all of the subject's do
 */
public record LogoutOrder(
        String issuer,
        String tokenId,
        Instant notedUntil,
        Instant issuedAt,
        @Nullable String subject,
        @Nullable String sessionIndex) {}
