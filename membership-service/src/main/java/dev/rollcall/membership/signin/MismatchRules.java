package dev.rollcall.membership.signin;

import dev.rollcall.membership.signin.MappingRules.Mapping;
import dev.rollcall.membership.signin.MappingRules.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where an assertion and what SCIM last said differ, whether or not it has an effect: R-ORG-5, R-ORG-9. What one of them leaves out is no difference. */
final class MismatchRules {
    static final String NAME = "name";
    static final String ROLE = "role";

    private MismatchRules() {}

    /** An attribute with both values. */
    record Mismatch(String attribute, String sent, String stored) {}

    /** Empty for somebody whom SCIM does not describe. */
    static List<Mismatch> between(Person person, Mapping mapping, Known known) {
        Known.Described described = known.described();
        if (described == null) {
            return List.of();
        }
        List<Mismatch> found = new ArrayList<>();
        add(NAME, NameRules.after(Name.NONE, person).full(), described.fullName(), found);
        add(ROLE, mapping.role(), roleBefore(described, mapping, known), found);
        add("organization", person.organization(), described.organization(), found);
        add("team", lower(person.team()), lower(described.team()), found);
        if (person.groupsSent() && described.groupsPushed()) {
            add("groups", keys(mapping.groups()), keys(pushed(described, known)), found);
        }
        return found;
    }

    private static List<Place> pushed(Known.Described described, Known known) {
        Set<String> connected =
                known.organizations().stream().map(Known.Organization::key).collect(Collectors.toSet());
        return MappingRules.places(
                described.groups(),
                known.settings().groupNames(),
                connected,
                known.defaultOrganization().key());
    }

    /** What SCIM said, or else the role that whom it manages has where the assertion's is meant for. */
    private static @Nullable String roleBefore(Known.Described described, Mapping mapping, Known known) {
        if (described.role() != null) {
            return described.role();
        }
        String at = mapping.organization() == null ? known.defaultOrganization().key() : mapping.organization();
        for (Known.Organization organization : known.organizations()) {
            Known.Member member = organization.member();
            if (organization.key().equals(at) && member != null && member.managedByScim()) {
                return member.role();
            }
        }
        return null;
    }

    private static void add(String attribute, @Nullable String sent, @Nullable String stored, List<Mismatch> found) {
        if (sent != null && stored != null && !Objects.equals(sent, stored)) {
            found.add(new Mismatch(attribute, sent, stored));
        }
    }

    private static String keys(List<Place> places) {
        TreeSet<String> keys = new TreeSet<>();
        places.forEach(place -> keys.add(place.organization() + ":" + place.teamKey()));
        return String.join(", ", keys);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
