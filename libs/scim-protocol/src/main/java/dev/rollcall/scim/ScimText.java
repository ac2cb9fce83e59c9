package dev.rollcall.scim;

import com.fasterxml.jackson.databind.JsonNode;

/** What text may hold, and when a JSON value counts as none. */
public final class ScimText {
    private ScimText() {}

    /** Whether the text has neither U+0000, which PostgreSQL cannot store, nor half a surrogate pair, which UTF-8 cannot carry. */
    public static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c) && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The text made fit for answers and logs: control characters and halves of surrogate pairs, which would break the writing of our
     * own JSON, become U+FFFD; what is longer than {@code most} is cut.
     */
    public static String printable(String text, int most) {
        boolean cut = text.length() > most;
        String shown = cut ? text.substring(0, most) : text;
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                shown = replaced(shown);
                break;
            }
        }
        return cut ? shown + "…" : shown;
    }

    private static String replaced(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                        ? 0xFFFD
                        : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** Whether the value means "unassigned" (RFC 7643 §2.5): null and empty arrays, an empty object, where {@link Quirk#EMPTY_TEXT} is tolerated blank text too. */
    public static boolean empty(JsonNode value, Leeway leeway) {
        return value.isNull()
                || value.isMissingNode()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.textValue().isBlank() && leeway.tolerates(Quirk.EMPTY_TEXT);
    }
}
