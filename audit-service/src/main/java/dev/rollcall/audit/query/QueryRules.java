package dev.rollcall.audit.query;

import dev.rollcall.audit.query.LogQuery.Start;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of R-AUD-1. Whatever is wrong is refused with the parameter's name; nothing is ignored or corrected. */
final class QueryRules {
    static final int PAGE_SIZE_DEFAULT = 25;
    static final int PAGE_SIZE_MAX = 100;
    /** Skipping costs one index step per entry; further in, a cursor costs nothing. */
    static final int PAGED_ENTRIES_MAX = 10_000;
    /** As long as the longest name that the log keeps. */
    private static final int TEXT_MAX = 255;

    private static final Set<String> PARAMETERS =
            Set.of("action", "name", "actor", "from", "to", "page", "page_size", "cursor", "after");
    private static final Pattern ACTION = Pattern.compile("[a-z_-]+(?:\\.[a-z_-]+)+");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private QueryRules() {}

    static LogQuery read(Map<String, List<String>> parameters) {
        parameters.forEach(QueryRules::requireKnown);
        int size = number(parameters, "page_size", PAGE_SIZE_DEFAULT, 1, PAGE_SIZE_MAX);
        Instant from = time(parameters, "from");
        Instant to = time(parameters, "to");
        if (from != null && to != null && from.isAfter(to)) {
            throw invalid("from", "is later than to");
        }
        return new LogQuery(
                actions(one(parameters, "action")),
                one(parameters, "name"),
                one(parameters, "actor"),
                from,
                to,
                start(parameters, size),
                size);
    }

    private static Start start(Map<String, List<String>> parameters, int size) {
        if (parameters.keySet().stream()
                        .filter(Set.of("page", "cursor", "after")::contains)
                        .count()
                > 1) {
            throw invalid("cursor", "goes with neither page nor after, and these not with each other");
        }
        String cursor = one(parameters, "cursor");
        if (cursor != null) {
            return CursorRules.read(cursor);
        }
        if (parameters.containsKey("after")) {
            return new Start.After(wholeNumber(parameters, "after", 0, -1, Long.MAX_VALUE));
        }
        int page = number(parameters, "page", 1, 1, Integer.MAX_VALUE);
        if ((long) page * size > PAGED_ENTRIES_MAX) {
            throw invalid(
                    "page", "reaches beyond " + PAGED_ENTRIES_MAX + " entries; follow next with cursor from there");
        }
        return new Start.Skip((page - 1) * size);
    }

    /** The names under which entries are kept: an alias stands for the action of its type. */
    private static Set<String> actions(@Nullable String asked) {
        if (asked == null) {
            return Set.of();
        }
        if (!ACTION.matcher(asked).matches()) {
            throw invalid("action", "is no action's full name, such as org.member.provision");
        }
        Set<String> actions = new TreeSet<>(Set.of(asked));
        for (EventType type : EventType.values()) {
            if (type.aliases().contains(asked)) {
                actions.remove(asked);
                actions.add(type.action());
            }
        }
        for (EventType type : EventType.values()) {
            if (type.action().equals(asked)) {
                actions.add(asked);
            }
        }
        return actions;
    }

    private static @Nullable Instant time(Map<String, List<String>> parameters, String name) {
        String text = one(parameters, name);
        if (text == null) {
            return null;
        }
        try {
            // In a query a plus sign means a space: an offset that was not encoded arrives that way.
            Instant time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw invalid(name, "is not within the years 1 to 9999");
            }
            return time;
        } catch (DateTimeException e) {
            throw invalid(name, "is no date-time of RFC 3339, such as 2026-11-22T09:41:00Z");
        }
    }

    private static int number(Map<String, List<String>> parameters, String name, int absent, int least, int most) {
        return (int) wholeNumber(parameters, name, absent, least, most);
    }

    private static long wholeNumber(
            Map<String, List<String>> parameters, String name, long absent, long least, long most) {
        String text = one(parameters, name);
        if (text == null) {
            return absent;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalid(name, "is not a whole number");
        }
        throw invalid(
                name,
                most < Integer.MAX_VALUE
                        ? "is not " + least + " to " + most
                        : "is less than " + least + " or too large");
    }

    private static @Nullable String one(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null ? null : values.getFirst();
    }

    private static void requireKnown(String name, List<String> values) {
        if (!PARAMETERS.contains(name)) {
            throw Refusal.VALUE_INVALID.because("There is no such parameter; these are known: "
                    + String.join(", ", new TreeSet<>(PARAMETERS)) + ".");
        }
        if (values.size() != 1) {
            throw invalid(name, "stands more than once");
        }
        String value = values.getFirst();
        if (value.isEmpty() || value.length() > TEXT_MAX) {
            throw invalid(name, "has no value, or one longer than " + TEXT_MAX);
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw invalid(name, "has a control character");
        }
    }

    private static RuntimeException invalid(String parameter, String fault) {
        return Refusal.VALUE_INVALID.because(parameter + ": " + fault + ".");
    }
}
