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
    private UserNameRules() {}

    /**
     * A username that may be taken.
     *
     * @param base at most as long as a username; cut further where an owner wants something before or behind it
     * @param tail digits that are never cut; empty for none
     */
    public record Candidate(String base, String tail) {}

    /** From the address, else from the name, else with digits; the best first. One that would be too short has digits at once. */
    public static List<Candidate> candidates(UserNameForm form, String email, String name, int digits) {
        List<Candidate> candidates = new ArrayList<>(3);
        for (String base : List.of(base(form, email), base(form, name))) {
            if (base.length() >= form.lengthMin()) {
                candidates.add(new Candidate(base, ""));
            }
        }
        candidates.add(new Candidate(base(form, email), tail(digits)));
        return candidates;
    }

    /** @param digits appended when not null, because the plain name is taken */
    public static String suggest(UserNameForm form, String userNameOrEmail, @Nullable Integer digits) {
        StringBuilder name = new StringBuilder(base(form, userNameOrEmail));
        String tail = digits == null ? "" : tail(digits);
        name.setLength(Math.min(name.length(), form.lengthMax() - tail.length()));
        name.append(tail);
        while (name.length() < form.lengthMin()) {
            name.append('0');
        }
        return name.toString();
    }

    private static String tail(int digits) {
        return String.format(Locale.ROOT, "%06d", digits);
    }

    private static String base(UserNameForm form, String userNameOrEmail) {
        int at = userNameOrEmail.indexOf('@');
        String local = at > 0 ? userNameOrEmail.substring(0, at) : userNameOrEmail;
        StringBuilder name = new StringBuilder();
        for (char c : local.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                name.append(c);
            } else if ((c == '.' || c == '-' || c == '_') && !name.isEmpty()) {
                name.append(sign(form, c));
            }
        }
        name.setLength(Math.min(name.length(), form.lengthMax()));
        return name.toString();
    }

    /** An underscore that may not stand there is a dash, if that may. */
    private static String sign(UserNameForm form, char sign) {
        if (form.signs().indexOf(sign) >= 0) {
            return String.valueOf(sign);
        }
        return sign == '_' && form.signs().indexOf('-') >= 0 ? "-" : "";
    }
}
