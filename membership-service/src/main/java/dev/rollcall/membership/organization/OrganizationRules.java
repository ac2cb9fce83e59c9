package dev.rollcall.membership.organization;

import dev.rollcall.membership.admin.Fields;
import dev.rollcall.membership.admin.Ids;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names an organization may have: they stand in paths, in group names ({@code organization:team}) and beside reserved words. */
final class OrganizationRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,62}");

    /** Words that mean something else where an organization's name may stand, or that would mislead a reader. */
    private static final Set<String> RESERVED =
            Set.of("platform", "system", "support", "admin", "internal", "rollcall", "company", "owners", "all", "me");

    /** Leaves ten of a username's thirty characters to the person. */
    static final int USER_NAME_PART_MAX = 10;

    private static final Pattern USER_NAME_PART = Pattern.compile("[a-z0-9.-]{1," + USER_NAME_PART_MAX + "}");

    private OrganizationRules() {}

    /** What stands before or behind the usernames of an organization's people, in lower case. */
    static String requireUserNamePart(String field, String wanted) {
        String part = wanted.toLowerCase(Locale.ROOT);
        if (!USER_NAME_PART.matcher(part).matches()) {
            throw Fields.refused(
                    field, "must be at most " + USER_NAME_PART_MAX + " letters a-z, digits, dots or dashes");
        }
        return part;
    }

    /** The name that a path asks for, in its one form; empty when no organization can be called so. */
    static Optional<String> findName(String asked) {
        String name = asked.toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }

    /** The name in lower case, the one form it has. */
    static String requireName(String wanted) {
        String name = findName(wanted)
                .orElseThrow(() -> Fields.refused(
                        "name", "must be 2 to 63 letters a-z, digits or dashes and begin with a letter or digit"));
        // {organization} in a path is a name or a UUID: one string must not be both.
        if (RESERVED.contains(name) || Ids.parse(name).isPresent()) {
            throw Fields.refused("name", "'" + name + "' is reserved");
        }
        return name;
    }
}
