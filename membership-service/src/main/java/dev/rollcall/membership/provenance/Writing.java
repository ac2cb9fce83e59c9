package dev.rollcall.membership.provenance;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of one attribute.
 *
 * @param attribute {@code name}, {@code role}, {@code active} or {@code team/<id>}
 * @param before null when there was none; for a team: null when the member was not in it
 * @param after null when there is none any more; for a team: null when the member is out of it
 */
public record Writing(
        String attribute, @Nullable String before, @Nullable String after) {
    public static final String NAME = "name";
    public static final String ROLE = "role";
    public static final String ACTIVE = "active";
    static final String TEAM = "team/";
    private static final String IN = "in";

    public static Writing joined(UUID team) {
        return new Writing(TEAM + team, null, IN);
    }

    public static Writing left(UUID team) {
        return new Writing(TEAM + team, IN, null);
    }
}
