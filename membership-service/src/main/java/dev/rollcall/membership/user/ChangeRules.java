package dev.rollcall.membership.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.provenance.Writing;
import dev.rollcall.scim.resource.Immutables;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a changed description does to one membership: R-SCIM-32 to R-SCIM-40, R-ROLE-10, R-ROLE-11. */
final class ChangeRules {
    private ChangeRules() {}

    /** What happens to one membership. */
    sealed interface Fate {
        record Stays(Membership member) implements Fate {}

        record Changes(Membership before, Membership after, Transition transition) implements Fate {}
    }

    enum Transition {
        ROLE,
        TEAMS,
        DEACTIVATED,
        REACTIVATED
    }

    /**
     * @param restoredTeams the teams that a re-activated member is in again: from group pushes, attributes, or the default
     * @param roleHere whether {@code dockerRole} speaks of this membership's organization
     */
    static Fate fate(
            Membership member, Description before, Description after, boolean roleHere, List<UUID> restoredTeams) {
        if (!member.managedByScim()) {
            return new Fate.Stays(member);
        }
        String role = roleHere ? role(member, before, after) : member.role();
        if (member.active() && !after.active()) {
            Membership out = role.equals(member.role()) ? member : member.withRole(role);
            return new Fate.Changes(member, out.deactivated(), Transition.DEACTIVATED);
        }
        if (!member.active() && after.active()) {
            Membership in = role.equals(member.role()) ? member : member.withRole(role);
            return new Fate.Changes(member, in.reactivated(restoredTeams), Transition.REACTIVATED);
        }
        return role.equals(member.role())
                ? new Fate.Stays(member)
                : new Fate.Changes(member, member.withRole(role), Transition.ROLE);
    }

    /** The membership once the fate is carried out. */
    static Membership after(Fate fate) {
        return switch (fate) {
            case Fate.Changes changes -> changes.after();
            case Fate.Stays stays -> stays.member();
        };
    }

    /** What of a membership gets another value (R-ORG-7); teams that end and come back with its active state are told by that alone. */
    static List<Writing> writings(Fate fate, boolean renamed, Description before, Description wanted) {
        List<Writing> writings = new ArrayList<>(2);
        if (renamed && after(fate).managedByScim()) {
            writings.add(new Writing(Writing.NAME, before.fullName(), wanted.fullName()));
        }
        if (fate instanceof Fate.Changes changes) {
            Membership was = changes.before();
            Membership is = changes.after();
            if (!was.role().equals(is.role())) {
                writings.add(new Writing(Writing.ROLE, was.role(), is.role()));
            }
            if (was.active() != is.active()) {
                writings.add(
                        new Writing(Writing.ACTIVE, Boolean.toString(was.active()), Boolean.toString(is.active())));
            } else {
                was.teams().stream()
                        .filter(team -> !is.teams().contains(team))
                        .forEach(team -> writings.add(Writing.left(team)));
                is.teams().stream()
                        .filter(team -> !was.teams().contains(team))
                        .forEach(team -> writings.add(Writing.joined(team)));
            }
        }
        return writings;
    }

    /** An attribute that goes away resets the role it gave; one that was never sent changes nothing. */
    private static String role(Membership member, Description before, Description after) {
        if (after.role() != null) {
            return after.role();
        }
        return before.role() == null ? member.role() : "member";
    }

    /** Whether an active owner stops being one: then another must remain (R-SCIM-38). */
    static boolean losesOwner(Fate fate) {
        return fate instanceof Fate.Changes changes
                && changes.before().activeOwner()
                && !changes.after().activeOwner();
    }

    /**
     * Which attributes differ, by name and without values: most are personal, and the audit log must be able to forget them. Empty when the
     * IdP sent what is there already (R-SCIM-42).
     */
    static List<Change> differences(Description before, Description after) {
        List<Change> changes = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        before.resource().fieldNames().forEachRemaining(names::add);
        for (Iterator<String> it = after.resource().fieldNames(); it.hasNext(); ) {
            names.add(it.next());
        }
        for (String name : names) {
            if (!Objects.equals(before.resource().get(name), after.resource().get(name))) {
                changes.add(new Change(name, "SCIM", null, null));
            }
        }
        return changes;
    }

    /** Why a member that SCIM does not manage cannot be written (R-SCIM-40); empty when some membership is ours to write. */
    static Optional<UserRules.Creation.TurnedDown> unmanaged(List<Membership> memberships, @Nullable String userName) {
        boolean allForeign = !memberships.isEmpty() && memberships.stream().noneMatch(Membership::managedByScim);
        return allForeign
                ? Optional.of(new UserRules.Creation.TurnedDown(
                        Refusal.MEMBER_UNMANAGED,
                        "SCIM does not manage " + userName + ": the membership came by "
                                + memberships.getFirst().origin() + ". An owner can adopt it; nothing was changed."))
                : Optional.empty();
    }

    /** What a PUT that leaves it out keeps. */
    static ObjectNode kept(UserState state, ObjectNode sent) {
        ObjectNode merged = sent.deepCopy();
        for (String attribute : List.of("userName", "name", "externalId", Description.DOCKER)) {
            if (!merged.has(attribute) && state.resource().has(attribute)) {
                merged.set(attribute, state.resource().get(attribute));
            }
        }
        Immutables.keep(state.type(), state.resource(), merged);
        keepForgotten(state, merged);
        if (!merged.has("active")) {
            merged.put(
                    "active",
                    !state.connection().omittedActiveDeactivates()
                            && state.resource().path("active").asBoolean(true));
        }
        return merged;
    }

    /** What an extension held that the connection has no more: nobody sees it, so nobody can have meant to clear it. */
    private static void keepForgotten(UserState state, ObjectNode merged) {
        state.resource().properties().forEach(field -> {
            if (field.getKey().startsWith("urn:") && state.type().findAttribute(field.getKey()) == null) {
                merged.set(field.getKey(), field.getValue());
            }
        });
    }
}
