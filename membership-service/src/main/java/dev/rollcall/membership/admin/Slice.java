package dev.rollcall.membership.admin;

import dev.rollcall.contract.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted: by page number within the first {@link #OFFSET_MAX} entries, or after a cursor anywhere.
 *
 * @param offset entries to leave out; 0 with a cursor
 * @param size most entries in the answer, from 1
 * @param after the cursor's key; null from the beginning
 */
public record Slice(int offset, int size, @Nullable String after) {
    /** Rows left out are read all the same; a cursor is as cheap at the end of a list as at its beginning. */
    public static final int OFFSET_MAX = 10_000;

    public static final int SIZE_MAX = 200; // some 100 KB of JSON
    private static final int SIZE = 25; // R-AUD-1's page

    /** The query's parameters, each null when absent. */
    public static Slice of(@Nullable String page, @Nullable String pageSize, @Nullable String cursor) {
        int size = pageSize == null ? SIZE : number("page_size", pageSize, SIZE_MAX);
        if (cursor != null && page != null) {
            throw Fields.refused("page", "cannot be used together with cursor");
        }
        if (cursor != null) {
            return new Slice(0, size, Cursor.read(cursor));
        }
        int offset = (page == null ? 0 : number("page", page, OFFSET_MAX) - 1) * size;
        if (offset + size > OFFSET_MAX) {
            throw Refusal.VALUE_INVALID.because(
                    "page: pages reach the first " + OFFSET_MAX + " entries only; follow next (cursor) beyond.");
        }
        return new Slice(offset, size, null);
    }

    /** The cursor's key, or the given beginning, which sorts before every key. */
    public String afterOr(String beginning) {
        return after == null ? beginning : after;
    }

    /** One more than wanted shows whether there is a next page. */
    public int limit() {
        return size + 1;
    }

    /** The rows of this slice out of at most {@link #limit()} rows. */
    public <T> List<T> cut(List<T> rows) {
        return rows.size() > size ? List.copyOf(new ArrayList<>(rows).subList(0, size)) : rows;
    }

    /** The cursor of the next slice; null when these rows are the last. */
    public <T> @Nullable String next(List<T> rows, Function<T, String> key) {
        return rows.size() > size ? Cursor.of(key.apply(rows.get(size - 1))) : null;
    }

    private static int number(String name, String text, int max) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the same refusal
        }
        throw Fields.refused(name, "must be a whole number from 1 to " + max);
    }
}
