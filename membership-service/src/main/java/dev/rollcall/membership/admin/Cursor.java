package dev.rollcall.membership.admin;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where a list goes on: the last entry's key, opaque to the caller. It selects nothing by itself: each list keeps its own bounds. */
public final class Cursor {
    private static final int LENGTH_MAX = 600; // longer than any key of ours
    private static final String VERSION = "1:";

    private Cursor() {}

    public static String of(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((VERSION + key).getBytes(StandardCharsets.UTF_8));
    }

    public static String read(String cursor) {
        if (cursor.length() > LENGTH_MAX) {
            throw foreign();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(VERSION) && text.chars().noneMatch(Character::isISOControl)) {
                return text.substring(VERSION.length());
            }
        } catch (IllegalArgumentException e) {
            // falls through to the same refusal
        }
        throw foreign();
    }

    /** A cursor's key as the id that the list is sorted by. */
    public static UUID id(String key) {
        Optional<UUID> id = Ids.parse(key);
        return id.orElseThrow(Cursor::foreign);
    }

    static Refused foreign() {
        return Refusal.CURSOR_INVALID.because("cursor: this is not a cursor of this list; start again without one.");
    }
}
