package dev.rollcall.audit.intake;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a record's value reads as. */
sealed interface Reading {

    /** No event of ours, and why not; the sentence quotes nothing of the value. */
    record Unreadable(String reason) implements Reading {}

    /**
     * An event, with what the log keeps of it in columns.
     *
     * @param scopes the organizations that it is sealed for, or the platform; never empty
     * @param action the audit action; the type itself for one that this version does not know
     * @param name the username, for facts about a member; null for facts about the organization itself
     * @param occurredAt RFC 3339
     * @param event the CloudEvent as one JSON object in canonical form (RFC 8785), without {@code data.pii}
     * @param pii {@code data.pii} as canonical JSON; null when there is none
     */
    record Fact(
            String source,
            long seq,
            UUID eventId,
            List<UUID> scopes,
            String type,
            String action,
            String actor,
            @Nullable String name,
            String occurredAt,
            String event,
            @Nullable String pii)
            implements Reading {}
}
