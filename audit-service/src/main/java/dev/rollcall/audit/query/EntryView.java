package dev.rollcall.audit.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * An entry as R-AUD-1 shows it.
 *
 * @param auditIndex its place in the whole log, from 0
 * @param orgSeq its number within the organization, from 1 without gaps
 * @param eventId the event's id, the same on every topic
 * @param account the organization's name
 * @param action full name, {@code <category>.<name>}
 * @param name the username for facts about a member, otherwise the organization's name
 * @param actor {@code user:<account>}, {@code scim:<connection>}, {@code token:<id>} …
 * @param data source, trace id, old and new values and what else the event says
 * @param timestamp when it happened, RFC 3339 in UTC with microseconds
 * @param actionDescription what a person reads
 * @param type the event's type
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryView(
        long auditIndex,
        long orgSeq,
        String eventId,
        String account,
        String action,
        String name,
        String actor,
        Map<String, String> data,
        String timestamp,
        @JsonProperty("action_description") String actionDescription,
        String type) {}
