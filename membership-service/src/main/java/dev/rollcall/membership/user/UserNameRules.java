package dev.rollcall.membership.user;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Platform usernames for new accounts (R-JIT-7): from the e-mail or the userName; digits only where a collision or brevity asks for them. */
public final class UserNameRules {
    static final int LENGTH_MIN = 4;
    static final int LENGTH_MAX = 30;

    private UserNameRules() {}

    /**
     * A username of 4 to 30 letters, digits, dots and hyphens.
     *
     * @param digits appended when not null, because the plain name is taken
     */
    public static String suggest(String userNameOrEmail, @Nullable Integer digits) {
        int at = userNameOrEmail.indexOf('@');
        String local = at > 0 ? userNameOrEmail.substring(0, at) : userNameOrEmail;
        StringBuilder name = new StringBuilder();
        for (char c : local.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || (c == '.' || c == '-' || c == '_') && !name.isEmpty()) {
                name.append(c == '_' ? '-' : c);
            }
        }
        String tail = digits == null ? "" : String.format("%06d", digits);
        name.setLength(Math.min(name.length(), LENGTH_MAX - tail.length()));
        name.append(tail);
        while (name.length() < LENGTH_MIN) {
            name.append('0');
        }
        return name.toString();
    }
}
