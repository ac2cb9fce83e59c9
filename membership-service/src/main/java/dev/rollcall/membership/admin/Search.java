package dev.rollcall.membership.admin;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words from a query string, checked before they reach SQL. */
public final class Search {
    private static final int LENGTH_MAX = 100; // nobody types more; bounds the comparison

    private Search() {}

    /** A LIKE pattern that finds the text anywhere, in lower case; null when nothing is searched for. */
    public static @Nullable String anywhere(String parameter, @Nullable String text) {
        String wanted = exactly(parameter, text);
        return wanted == null
                ? null
                : "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /** The text in lower case; null when nothing is searched for. */
    public static @Nullable String exactly(String parameter, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.length() > LENGTH_MAX || wanted.chars().anyMatch(Character::isISOControl)) {
            throw Fields.refused(parameter, "must be a text of at most " + LENGTH_MAX + " characters");
        }
        return wanted;
    }

    /** One of a few words in any letter case; null when absent. */
    public static @Nullable String oneOf(String parameter, @Nullable String text, List<String> words) {
        if (text == null) {
            return null;
        }
        return words.stream()
                .filter(word -> word.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> Fields.refused(parameter, "must be one of " + String.join(", ", words)));
    }
}
