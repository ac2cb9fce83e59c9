package dev.rollcall.contract.refusal;

import org.jspecify.annotations.Nullable;

/**
 * An error outside SCIM: RFC 9457, media type {@code application/problem+json}.
 *
 * @param type {@code urn:rollcall:problem:<code in lower case, dashes>}
 * @param title the same for every occurrence of this type
 * @param status the HTTP status, as in the status line
 * @param detail what happened this time and what can be done about it
 * @param code the {@link Refusal}'s name, or {@code INTERNAL} for a failure
 * @param traceId finds the request in logs and in the audit log; null only where none was made yet
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String traceId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(Refused refused, @Nullable String traceId) {
        return of(refused.refusal().name(), refused.refusal().kind().status(), refused.detail(), traceId);
    }

    public static Problem of(String code, int status, String detail, @Nullable String traceId) {
        String words = code.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return new Problem(
                "urn:rollcall:problem:" + words.replace(' ', '-'),
                Character.toUpperCase(words.charAt(0)) + words.substring(1),
                status,
                detail,
                code,
                traceId);
    }
}
