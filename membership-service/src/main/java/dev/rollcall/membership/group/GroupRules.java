package dev.rollcall.membership.group;

import dev.rollcall.contract.provisioning.ScimClient.GroupNames;
import dev.rollcall.contract.refusal.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which team a group's name means: R-GRP-1, R-GRP-12, R-GRP-18. */
public final class GroupRules {
    /** Longer than any directory allows; a team's name is shown in lists. */
    static final int NAME_LENGTH_MAX = 256;

    static final String OWNERS = "owners";

    static final String OWNERS_REFUSED =
            "'owners' is a reserved team: a group makes owners only where the connection's setting ownersByGroup allows it.";

    private GroupRules() {}

    /** What a name comes to. */
    public sealed interface Mapping {
        /** A team of the organization of that name, or of the default organization when {@code organization} is null. */
        record Team(@Nullable String organization, String team) implements Mapping {}

        record TurnedDown(Refusal refusal, String detail) implements Mapping {}
    }

    /**
     * @param connectedOrganization whether the part before the first colon names an organization of the connection; only then does a
     *     connection that takes any name read it as one
     * @param ownersByGroup whether the connection lets a group make owners
     */
    public static Mapping map(
            String displayName, GroupNames names, boolean connectedOrganization, boolean ownersByGroup) {
        String name = displayName.trim();
        if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
            return malformed("displayName needs 1 to " + NAME_LENGTH_MAX + " characters.");
        }
        int colon = name.indexOf(':');
        String organization = colon < 0 ? "" : name.substring(0, colon).trim();
        String team = colon < 0 ? "" : name.substring(colon + 1).trim();
        boolean qualified = !organization.isEmpty() && !team.isEmpty();
        if (names == GroupNames.ANY && !(qualified && connectedOrganization)) {
            return named(null, name, ownersByGroup);
        }
        return qualified
                ? named(organization.toLowerCase(Locale.ROOT), team, ownersByGroup)
                : malformed("Group names have the form organization:team; '" + name + "' has not.");
    }

    private static Mapping named(@Nullable String organization, String team, boolean ownersByGroup) {
        return switch (team.toLowerCase(Locale.ROOT)) {
            case "company" ->
                new Mapping.TurnedDown(
                        Refusal.TEAM_RESERVED, "'" + team + "' is a reserved team: a group cannot be mapped to it.");
            case OWNERS ->
                ownersByGroup
                        ? new Mapping.Team(organization, team)
                        : new Mapping.TurnedDown(Refusal.TEAM_RESERVED, OWNERS_REFUSED);
            default -> new Mapping.Team(organization, team);
        };
    }

    /** False for nearly every group, at no cost; true is for the database to confirm. */
    static boolean mayMeanOwners(String displayName) {
        return displayName.toLowerCase(Locale.ROOT).endsWith(OWNERS);
    }

    /** The part before the first colon, lower case; null without one. */
    public static @Nullable String organizationPart(String displayName) {
        int colon = displayName.indexOf(':');
        return colon < 1 ? null : displayName.substring(0, colon).trim().toLowerCase(Locale.ROOT);
    }

    private static Mapping malformed(String detail) {
        return new Mapping.TurnedDown(Refusal.GROUP_NAME_MALFORMED, detail);
    }
}
