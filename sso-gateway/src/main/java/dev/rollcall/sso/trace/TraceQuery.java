package dev.rollcall.sso.trace;

import dev.rollcall.contract.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which traces are wanted.
 *
 * @param code exactly; null: any
 * @param outcome null: any
 * @param text in lower case: part of the person's name, a whole trace id, or a whole code; null: any
 * @param after the last one seen; null: from the beginning
 * @param size most traces in the answer
 */
record TraceQuery(
        UUID connectionId,
        @Nullable String code,
        @Nullable FlowOutcome outcome,
        @Nullable String text,
        @Nullable Place after,
        int size) {
    private static final int SIZE = 25;
    private static final int SIZE_MAX = 200;
    /** Nobody types more; bounds the comparison. */
    private static final int TEXT_MAX = 200;

    private static final Pattern PLACE = Pattern.compile("1:([01]):([0-9a-f-]{36})");

    /** Where a trace stands in the list, failures first. */
    record Place(boolean failed, UUID id) {
        String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(("1:" + (failed ? 1 : 0) + ":" + id).getBytes(StandardCharsets.US_ASCII));
        }

        static Place of(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
                Matcher form = PLACE.matcher(text);
                if (form.matches()) {
                    return new Place(form.group(1).equals("1"), UUID.fromString(form.group(2)));
                }
            } catch (IllegalArgumentException e) {
                // falls through to the same refusal
            }
            throw Refusal.CURSOR_INVALID.because("cursor: this is not a cursor of this list; start again without one.");
        }
    }

    /** The query's parameters, each null when absent. */
    static TraceQuery of(
            @Nullable String connection,
            @Nullable String code,
            @Nullable String outcome,
            @Nullable String q,
            @Nullable String cursor,
            @Nullable String pageSize) {
        UUID connectionId = connection == null
                ? null
                : id(connection).orElseThrow(() -> Refusal.CONNECTION_UNKNOWN.because("There is no such connection."));
        if (connectionId == null) {
            throw Refusal.VALUE_INVALID.because("connection is needed: the id of one of your connections.");
        }
        return new TraceQuery(
                connectionId,
                text("code", code),
                outcome == null ? null : outcome(outcome),
                lower(text("q", q)),
                cursor == null ? null : Place.of(cursor),
                pageSize == null ? SIZE : size(pageSize));
    }

    /** An id in its usual form, and in no shorter one. */
    static Optional<UUID> id(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text.toLowerCase(Locale.ROOT)) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A trace id as somebody may have written it down. */
    static String spelled(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s.,_-]+", "-");
    }

    private static @Nullable String text(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > TEXT_MAX || text.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.VALUE_INVALID.because(name + ": must be a text of at most " + TEXT_MAX + " characters.");
        }
        return text.strip();
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static FlowOutcome outcome(String text) {
        return Arrays.stream(FlowOutcome.values())
                .filter(outcome -> outcome.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> Refusal.VALUE_INVALID.because(
                        "outcome: must be one of " + Arrays.toString(FlowOutcome.values()) + "."));
    }

    private static int size(String text) {
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= SIZE_MAX) {
                return size;
            }
        } catch (NumberFormatException e) {
            // falls through to the same refusal
        }
        throw Refusal.VALUE_INVALID.because("page_size: must be a whole number from 1 to " + SIZE_MAX + ".");
    }
}
