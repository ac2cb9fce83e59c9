package dev.rollcall.membership.signin;

import dev.rollcall.contract.provisioning.ScimClient.GroupNames;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.AssertedPerson.Method;
import dev.rollcall.contract.signin.SignInNote;
import dev.rollcall.contract.signin.SignInNote.Code;
import dev.rollcall.membership.group.GroupRules;
import dev.rollcall.membership.user.UserRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an assertion's groups and Docker attributes mean: R-GRP-10 to R-GRP-14, R-GRP-18, R-ROLE-2 to R-ROLE-8. */
final class MappingRules {
    private static final String MALFORMED = "Some of the groups assigned to the user are not formatted as"
            + " '<organization name>:<team name>'. Directory groups will be ignored and user will be provisioned into the"
            + " default organization and team.";

    private MappingRules() {}

    /**
     * A team of an organization that the connection reaches.
     *
     * @param organization its name in lower case
     * @param team as sent
     */
    record Place(String organization, String team) {
        String teamKey() {
            return team.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An assertion, read for one connection.
     *
     * @param groups each place once
     * @param organization that {@code dockerOrg} names, in lower case; null when none was sent, or one that the connection does not reach
     * @param team that {@code dockerTeam} names; null for none
     * @param role a valid one, for {@code organization} or, without one, for each that the person joins; null for none
     */
    record Mapping(
            List<Place> groups,
            @Nullable String organization,
            @Nullable String team,
            @Nullable String role,
            List<SignInNote> notes) {

        /** Whether it says where a newcomer belongs, or as what. */
        boolean mapsNewcomers() {
            return !groups.isEmpty() || organization != null || team != null || role != null;
        }

        /** The role that the assertion gives in that organization; null for none. */
        @Nullable
        String roleIn(String organizationKey) {
            return organization == null || organization.equals(organizationKey) ? role : null;
        }
    }

    /** Names of organizations that the assertion may mean, in lower case: for the look-up. */
    static List<String> organizationNames(Person person) {
        Set<String> names = new TreeSet<>();
        if (person.organization() != null) {
            names.add(person.organization());
        }
        for (String group : person.groups()) {
            String name = GroupRules.organizationPart(group);
            if (name != null) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    /** The same for teams, whichever way the connection reads groups. */
    static List<String> teamNames(Person person) {
        Set<String> names = new TreeSet<>();
        if (person.team() != null) {
            names.add(person.team().toLowerCase(Locale.ROOT));
        }
        for (String group : person.groups()) {
            String whole = group.trim().toLowerCase(Locale.ROOT);
            names.add(whole);
            names.add(whole.substring(whole.indexOf(':') + 1).trim());
        }
        return List.copyOf(names);
    }

    /**
     * @param connected names of the connection's organizations among those that the assertion may mean, in lower case
     * @param defaultOrganization one of them
     */
    static Mapping read(Person person, GroupNames names, Set<String> connected, String defaultOrganization) {
        Notes notes = new Notes();
        if (person.groupsCut() > 0) {
            notes.add(Code.GROUPS_TOO_MANY, String.valueOf(person.groupsCut()));
        }
        List<Place> groups = List.of();
        if (person.method() == Method.SAML) {
            groups = places(person.groups(), names, connected, defaultOrganization, notes);
        } else {
            person.groups().forEach(group -> notes.add(Code.GROUPS_NOT_BY_SAML, group));
        }
        return docker(person, connected, groups, notes);
    }

    /** What groups of SCIM mean, in the same words, to be compared with. */
    static List<Place> places(
            List<String> groups, GroupNames names, Set<String> connected, String defaultOrganization) {
        return places(groups, names, connected, defaultOrganization, new Notes());
    }

    private static List<Place> places(
            List<String> groups, GroupNames names, Set<String> connected, String defaultOrganization, Notes notes) {
        Map<Place, Place> places = new LinkedHashMap<>();
        for (String group : groups) {
            String organization = GroupRules.organizationPart(group);
            boolean known = organization != null && connected.contains(organization);
            if (names == GroupNames.ORG_TEAM && group.indexOf(':') != group.lastIndexOf(':')) {
                notes.add(Code.GROUPS_MALFORMED, group);
                continue;
            }
            // Nobody becomes an owner by signing in, whatever the connection allows SCIM's groups.
            switch (GroupRules.map(group, names, known, false)) {
                case GroupRules.Mapping.Team team -> {
                    String where = Objects.requireNonNullElse(team.organization(), defaultOrganization);
                    if (connected.contains(where)) {
                        Place place = new Place(where, team.team());
                        places.putIfAbsent(new Place(where, place.teamKey()), place);
                    } else {
                        notes.add(Code.GROUPS_OF_UNKNOWN_ORGANIZATION, group);
                    }
                }
                case GroupRules.Mapping.TurnedDown down ->
                    notes.add(
                            down.refusal() == Refusal.TEAM_RESERVED ? Code.GROUPS_RESERVED : Code.GROUPS_MALFORMED,
                            group);
            }
        }
        return List.copyOf(places.values());
    }

    /** A wrong organization takes team and role with it: they were meant for there. */
    private static Mapping docker(Person person, Set<String> connected, List<Place> groups, Notes notes) {
        String organization = person.organization();
        if (organization != null && !connected.contains(organization)) {
            notes.add(Code.ORGANIZATION_UNKNOWN, organization);
            return new Mapping(groups, null, null, null, notes.list(groups.isEmpty()));
        }
        String role = person.role();
        if (role != null && !UserRules.ROLES.contains(role)) {
            notes.add(Code.ROLE_UNKNOWN, role);
            role = null;
        }
        String team = person.team();
        if (team != null && UserRules.reserved(team)) {
            notes.add(Code.TEAM_RESERVED, team);
            team = null;
        }
        return new Mapping(groups, organization, team, role, notes.list(groups.isEmpty()));
    }

    /** Collects what was left aside, by reason. */
    private static final class Notes {
        private final Map<Code, Set<String>> values = new EnumMap<>(Code.class);

        void add(Code code, String value) {
            values.computeIfAbsent(code, any -> new LinkedHashSet<>()).add(value);
        }

        List<SignInNote> list(boolean noGroupLeft) {
            List<SignInNote> notes = new ArrayList<>();
            values.forEach((code, received) -> notes.add(new SignInNote(
                    code,
                    sentence(code, noGroupLeft),
                    received.stream().limit(SignInNote.VALUES_MAX).toList())));
            return notes;
        }
    }

    static String sentence(Code code, boolean noGroupLeft) {
        return switch (code) {
            case GROUPS_MALFORMED ->
                noGroupLeft
                        ? MALFORMED
                        : "Some of the groups assigned to the user are not formatted as '<organization name>:<team name>'."
                                + " These are ignored, the others are not.";
            case GROUPS_OF_UNKNOWN_ORGANIZATION ->
                "Groups of organizations that are unknown or not this connection's are ignored.";
            case GROUPS_RESERVED ->
                "Groups that name a reserved team ('owners', 'company') are ignored; nobody becomes an owner by one.";
            case GROUPS_TOO_MANY ->
                "More than " + PersonRules.GROUPS_MAX + " groups were sent; so many more were not looked at.";
            case GROUPS_NOT_BY_SAML ->
                "Groups count at sign-in only with SAML; with OpenID Connect, push them by SCIM.";
            case ROLE_UNKNOWN -> "dockerRole must be member, editor or owner; it was ignored.";
            case ORGANIZATION_UNKNOWN ->
                "dockerOrg is no organization of this connection; it was ignored, with dockerTeam and dockerRole.";
            case TEAM_RESERVED -> "dockerTeam is a reserved name; it was ignored.";
            case NO_SEAT_ELSEWHERE -> "There is no seat left in a further organization; the person did not join it.";
        };
    }
}
