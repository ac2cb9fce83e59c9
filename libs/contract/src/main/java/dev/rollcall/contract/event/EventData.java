package dev.rollcall.contract.event;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The {@code data} of every event: the same first fields everywhere, then what the type adds. Personal values stand only in
 * {@link #pii()}, so that the audit log can keep them apart and forget them.
 *
 * @param orgId the organization the fact belongs to; null for account and platform facts
 * @param actor who did it
 * @param reason why, where it is more than "the actor asked"; may be null
 * @param connectionId the connection through which it came; may be null
 * @param requestId the request's id as its caller saw it; may be null
 * @param before the full state before, for member events; null when there was none or nothing to compare
 * @param after the full state after, for member events; null when nothing remains
 * @param changes which attributes changed; null where {@code before} and {@code after} say it all
 * @param details what this type adds, written as fields of {@code data} itself; never null
 * @param pii personal values; null when there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventData(
        @Nullable UUID orgId,
        Actor actor,
        @Nullable Reason reason,
        @Nullable UUID connectionId,
        @Nullable String requestId,
        @Nullable MemberState before,
        @Nullable MemberState after,
        @Nullable List<Change> changes,
        @JsonAnyGetter Map<String, Object> details,
        @Nullable Pii pii) {

    /** Who acted. {@code id} is never personal: an account, connection or token id, or {@code support}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Actor(Type type, String id, @Nullable String via) {
        public enum Type {
            USER,
            SCIM,
            JIT,
            MIGRATION,
            SUPPORT,
            SYSTEM,
            TOKEN;

            @com.fasterxml.jackson.annotation.JsonValue
            public String wireName() {
                return name().toLowerCase(java.util.Locale.ROOT);
            }
        }

        /** The form used in {@code authid} and in the audit log: {@code scim:<connection>}, {@code user:<account>} … */
        public String reference() {
            return type.wireName() + ":" + id;
        }
    }

    /** Why: a constant for programs and a sentence for people. */
    public record Reason(String code, String text) {}

    /**
     * One changed attribute. Values of personal attributes are left out here (null) and stand in {@link Pii}.
     *
     * @param attr the attribute's SCIM or Rollcall name, for instance {@code name.givenName} or {@code role}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(
            String attr,
            @Nullable String source,
            @Nullable Object old,
            @Nullable Object now) {}

    /** Personal values of this event's subject. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pii(
            @Nullable String email,
            @Nullable String fullName,
            @Nullable String ip,
            @Nullable String userAgent) {}

    /** An event that only names its actor and what the type adds. */
    public static EventData of(@Nullable UUID orgId, Actor actor, Map<String, Object> details) {
        return new EventData(orgId, actor, null, null, null, null, null, null, details, null);
    }
}
