package dev.rollcall.membership.conflict;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A conflict as the list shows it; {@code details} as last seen. */
record Conflict(
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
        long count) {}
