package dev.rollcall.membership.conflict;

import dev.rollcall.contract.event.EventData.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clash as somebody just met it.
 *
 * @param connectionId through which it came; null when through none
 * @param subject what it is about, the same each time the same clash is met: {@code user/<userName>}, {@code group/<name>} …; cut to 300
 *     characters; shown to owners, never in an event
 * @param memberId whom it is about; null when no member
 * @param details both values and their sources, for owners; may be personal
 */
public record Sighting(
        ConflictType type,
        UUID organizationId,
        @Nullable UUID connectionId,
        String subject,
        @Nullable UUID memberId,
        Map<String, Object> details,
        Actor actor,
        Instant at) {}
