package dev.rollcall.membership.scimrequest;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.admin.Ids;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; each null or wide open where nothing was said.
 *
 * @param statusMin smallest status, inclusive
 * @param statusMax largest status, inclusive
 * @param method in capitals
 * @param place how the path goes on below the service's root: {@code /Users}, {@code /Groups/<id>}
 * @param traceId 32 hex digits
 * @param from oldest, inclusive
 * @param until newest, exclusive; null for no end
 */
record RequestFilter(
        int statusMin,
        int statusMax,
        @Nullable String method,
        @Nullable String place,
        @Nullable String traceId,
        Instant from,
        @Nullable Instant until) {
    private static final int FAILED_MIN = 400;
    private static final int STATUS_MAX = 599;
    private static final Pattern STATUS = Pattern.compile("[1-5](?:\\d\\d|xx)|failed");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** The query's parameters, each null when absent. */
    static RequestFilter of(
            @Nullable String status,
            @Nullable String method,
            @Nullable String user,
            @Nullable String group,
            @Nullable String traceId,
            @Nullable String from,
            @Nullable String until) {
        if (user != null && group != null) {
            throw refused("group", "cannot be used together with user");
        }
        int[] statuses = statuses(status);
        return new RequestFilter(
                statuses[0],
                statuses[1],
                method(method),
                user != null
                        ? place("user", "/Users/", user)
                        : group != null ? place("group", "/Groups/", group) : null,
                trace(traceId),
                from == null ? Instant.EPOCH : moment("from", from),
                until == null ? null : moment("until", until));
    }

    /** The resource's id: a request that made it is wanted, too, though its path does not tell. */
    @Nullable
    String id() {
        return place == null ? null : place.substring(place.lastIndexOf('/') + 1);
    }

    /** Where resources of its type are made: {@code /Users}. */
    @Nullable
    String collection() {
        return place == null ? null : place.substring(0, place.lastIndexOf('/'));
    }

    private static int[] statuses(@Nullable String status) {
        if (status == null) {
            return new int[] {0, STATUS_MAX};
        }
        String wanted = status.toLowerCase(Locale.ROOT);
        if (!STATUS.matcher(wanted).matches()) {
            throw refused("status", "must be a status such as 409, a class such as 4xx, or failed");
        }
        if (wanted.equals("failed")) {
            return new int[] {FAILED_MIN, STATUS_MAX};
        }
        if (wanted.endsWith("xx")) {
            int first = (wanted.charAt(0) - '0') * 100;
            return new int[] {first, first + 99};
        }
        int one = Integer.parseInt(wanted);
        return new int[] {one, one};
    }

    private static @Nullable String method(@Nullable String method) {
        if (method == null || METHODS.contains(method.toUpperCase(Locale.ROOT))) {
            return method == null ? null : method.toUpperCase(Locale.ROOT);
        }
        throw refused("method", "must be one of " + String.join(", ", METHODS));
    }

    private static String place(String parameter, String under, String id) {
        UUID known = Ids.parse(id).orElseThrow(() -> refused(parameter, "must be a SCIM id"));
        return under + known;
    }

    private static @Nullable String trace(@Nullable String traceId) {
        if (traceId == null || TRACE.matcher(traceId).matches()) {
            return traceId;
        }
        throw refused("trace_id", "must be 32 hexadecimal digits in lower case");
    }

    private static Instant moment(String parameter, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw refused(parameter, "must be a time such as 2026-01-31T08:00:00Z");
        }
    }

    private static Refused refused(String parameter, String why) {
        return Refusal.VALUE_INVALID.because(parameter + ": " + why + ".");
    }
}
