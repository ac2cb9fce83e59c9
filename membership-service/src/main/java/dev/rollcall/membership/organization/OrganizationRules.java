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

    private OrganizationRules() {}

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
