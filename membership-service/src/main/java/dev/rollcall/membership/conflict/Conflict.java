package dev.rollcall.membership.conflict;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conflict as the list shows it.
 *
 * @param details as last seen
 * @param closedBy {@code user:<account id>}; null while it is open
 * @param closedAt when it was resolved or ignored; null while it is open
 */
public record Conflict(
        UUID id,
        String type,
        String state,
        String subject,
        @Nullable UUID memberId,
        @Nullable UUID connectionId,
        JsonNode details,
        String suggestion,
        Instant firstSeenAt,
        Instant lastSeenAt,
        long count,
        @Nullable String closedBy,
        @Nullable Instant closedAt) {}
