package dev.rollcall.sandbox.tail;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An entry as one line for a person.
 *
 * @param zone in which the clock is shown
 * @param colours whether a terminal shows it
 */
record EntryLine(ZoneId zone, boolean colours) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS", Locale.ROOT);
    /** Stand elsewhere in the line, or serve programs; --json has them all. */
    private static final Set<String> LEFT_OUT = Set.of(
            "source",
            "stream",
            "sequence",
            "subject",
            "traceId",
            "requestId",
            "connectionId",
            "userName",
            "new.accountId",
            "new.memberId",
            "new.userName",
            "new.version",
            "old.accountId",
            "old.memberId",
            "old.userName",
            "old.version");

    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String CYAN = "\u001b[36m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    String of(Entry entry) {
        String changed = entry.data().entrySet().stream()
                .filter(change -> !LEFT_OUT.contains(change.getKey()))
                .map(change -> change.getKey() + " " + change.getValue())
                .collect(Collectors.joining(", "));
        return String.join(
                        "  ",
                        paint(DIM, clock(entry.time())),
                        paint(CYAN, padded(entry.organization() + " #" + entry.orgSeq(), 18)),
                        paint(colour(entry.type()), padded(entry.type(), 22)),
                        paint(BOLD, padded(whom(entry), 28)),
                        "by " + safe(entry.actor()),
                        safe(changed))
                .stripTrailing();
    }

    private String clock(String time) {
        try {
            return CLOCK.format(Instant.parse(time).atZone(zone));
        } catch (DateTimeParseException e) {
            return safe(time); // shown as it came rather than not at all
        }
    }

    private static String whom(Entry entry) {
        String name = entry.name();
        String subject = entry.subject();
        return name != null ? name : subject != null ? subject : "-";
    }

    /** What ends access is red, what gives it green. */
    private static String colour(String type) {
        if (type.matches(".*(Denied|Deactivated|Removed|Deleted|Revoked|Disabled)")) {
            return RED;
        }
        return type.matches(".*(Provisioned|Reactivated|Added|Created|Enabled|Succeeded)") ? GREEN : PLAIN;
    }

    private static String padded(String text, int width) {
        String safe = safe(text);
        return safe + " ".repeat(Math.max(0, width - safe.length()));
    }

    /** Control characters would let a value from outside rewrite the operator's terminal. */
    private static String safe(String text) {
        return text.replaceAll("\\p{Cc}", "?");
    }

    private String paint(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }
}
