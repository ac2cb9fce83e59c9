package dev.rollcall.sandbox.tail;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One sealed audit entry in one form, whether it came from the topic or from the audit API.
 *
 * @param auditIndex place in the whole log
 * @param orgSeq number within its organization, from 1 without gaps
 * @param organization name; the id where no name is known; {@code platform} for facts of no organization
 * @param organizationId null for {@code platform}
 * @param type simple name of the event, for instance {@code UserProvisioned}
 * @param action audit action, for instance {@code org.member.provision}
 * @param actor who did it: {@code scim:acme}, {@code user:<account id>} …
 * @param subject id of what it is about: {@code member/<id>} …; null when the entry names none
 * @param name whom or what it is about, as a person says it; null when nobody
 * @param time when it happened, RFC 3339
 * @param data what changed, by attribute
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"auditIndex", "orgSeq", "time", "organization"})
record Entry(
        long auditIndex,
        long orgSeq,
        String eventId,
        String organization,
        @Nullable String organizationId,
        String type,
        String action,
        String actor,
        @Nullable String subject,
        @Nullable String name,
        String time,
        Map<String, String> data) {}
