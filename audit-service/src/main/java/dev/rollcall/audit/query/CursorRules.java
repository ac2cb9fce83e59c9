package dev.rollcall.audit.query;

import dev.rollcall.audit.query.LogQuery.Start;
import dev.rollcall.contract.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place between two entries, as text that callers hand back. It holds an audit index, which stays true for ever. */
final class CursorRules {
    private static final Pattern FORM = Pattern.compile("(before|after):(\\d{1,18})");
    private static final int LENGTH_MAX = 64;

    private CursorRules() {}

    static String before(long auditIndex) {
        return write("before:" + auditIndex);
    }

    static String after(long auditIndex) {
        return write("after:" + auditIndex);
    }

    static Start read(String cursor) {
        try {
            if (cursor.length() <= LENGTH_MAX) {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                Matcher matcher = FORM.matcher(text);
                if (matcher.matches()) {
                    long index = Long.parseLong(matcher.group(2));
                    return matcher.group(1).equals("before") ? new Start.Before(index) : new Start.After(index);
                }
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static RuntimeException invalid() {
        return Refusal.CURSOR_INVALID.because("cursor: use the value of next from an earlier answer, as it is.");
    }

    private static String write(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }
}
