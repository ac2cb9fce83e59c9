package dev.rollcall.membership.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Platform usernames for new accounts (R-JIT-7): from the e-mail, the name or the userName; digits only where a collision or brevity asks for
 * them.
 */
public final class UserNameRules {
    static final int LENGTH_MIN = 4;
    static final int LENGTH_MAX = 30;

    private UserNameRules() {}

    /**
     * A username that may be taken.
     *
     * @param base at most {@link #LENGTH_MAX} long; cut further where an owner wants something before or behind it
     * @param tail digits that are never cut; empty for none
     */
    public record Candidate(String base, String tail) {}

    /** From the address, else from the name, else with digits; the best first. One that would be too short has digits at once. */
    public static List<Candidate> candidates(String email, String name, int digits) {
        List<Candidate> candidates = new ArrayList<>(3);
        for (String base : List.of(base(email), base(name))) {
            if (base.length() >= LENGTH_MIN) {
                candidates.add(new Candidate(base, ""));
            }
        }
        candidates.add(new Candidate(base(email), tail(digits)));
        return candidates;
    }

    /**
     * A username of 4 to 30 letters, digits, dots and hyphens.
     *
     * @param digits appended when not null, because the plain name is taken
     */
    public static String suggest(String userNameOrEmail, @Nullable Integer digits) {
        StringBuilder name = new StringBuilder(base(userNameOrEmail));
        String tail = digits == null ? "" : tail(digits);
        name.setLength(Math.min(name.length(), LENGTH_MAX - tail.length()));
        name.append(tail);
        while (name.length() < LENGTH_MIN) {
            name.append('0');
        }
        return name.toString();
    }

    private static String tail(int digits) {
        return String.format(Locale.ROOT, "%06d", digits);
    }

    private static String base(String userNameOrEmail) {
        int at = userNameOrEmail.indexOf('@');
        String local = at > 0 ? userNameOrEmail.substring(0, at) : userNameOrEmail;
        StringBuilder name = new StringBuilder();
        for (char c : local.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || (c == '.' || c == '-' || c == '_') && !name.isEmpty()) {
                name.append(c == '_' ? '-' : c);
            }
        }
        name.setLength(Math.min(name.length(), LENGTH_MAX));
        return name.toString();
    }
}
