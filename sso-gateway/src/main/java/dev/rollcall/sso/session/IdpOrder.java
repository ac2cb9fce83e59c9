package dev.rollcall.sso.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider's word that sessions are over; the caller has verified that it is.
 *
 * @param subject NameID or {@code sub}; null when only sessions are named
 * @param sessionIndexes which of the provider's sessions; empty: all of that subject. Both missing means none
 * @param orderedAt by the provider's clock: who proved themselves there later has begun anew
 */
public record IdpOrder(UUID connectionId, @Nullable String subject, List<String> sessionIndexes, Instant orderedAt) {}
