package dev.rollcall.membership.team;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.admin.Fields;
import java.util.Locale;
import java.util.Set;

/** Which names a team may have. */
final class TeamRules {
    static final int NAME_MAX = 255;

    /** R-TEAM-6. */
    private static final Set<String> RESERVED = Set.of("owners", "company");

    private TeamRules() {}

    /** As a default team, {@code company} is what an owner asked for in so many words (R-SCIM-23). */
    static String requireDefault(String field, String wanted) {
        return key(wanted.strip()).equals("company") ? wanted.strip() : requireName(field, wanted);
    }

    /** @param field whose value it is, for the refusal */
    static String requireName(String field, String wanted) {
        String name = wanted.strip();
        // The colon parts organization and team in a group's name (R-GRP-12), the slash parts a path.
        if (name.isEmpty() || name.length() > NAME_MAX || name.indexOf(':') >= 0 || name.indexOf('/') >= 0) {
            throw Fields.refused(field, "a team's name has 1 to " + NAME_MAX + " characters and neither ':' nor '/'");
        }
        if (RESERVED.contains(key(name))) {
            throw Refusal.TEAM_RESERVED.because(field + ": '" + name + "' is a reserved name.");
        }
        return name;
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
