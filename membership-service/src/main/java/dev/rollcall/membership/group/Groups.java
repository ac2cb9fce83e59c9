package dev.rollcall.membership.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.ResourcePatch;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.membership.user.Clashes;
import dev.rollcall.membership.user.Fingerprint;
import dev.rollcall.membership.user.MemberEvents;
import dev.rollcall.membership.user.Push;
import dev.rollcall.membership.user.Request;
import dev.rollcall.membership.user.RolesByGroup;
import dev.rollcall.membership.user.Users;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.patch.GroupChange;
import dev.rollcall.scim.patch.GroupPatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands of an IdP on SCIM Groups, each one transaction: whole or not at all. */
@ApplicationScoped
public class Groups {
    private final Transactions transactions;
    private final GroupMembers members;
    private final GroupPlaces places;
    private final Streams streams;
    private final Moments moments;
    private final Clashes clashes;
    private final UndeliveredGroups undelivered;

    Groups(
            Transactions transactions,
            GroupMembers members,
            GroupPlaces places,
            Streams streams,
            Moments moments,
            Clashes clashes,
            UndeliveredGroups undelivered) {
        this.transactions = transactions;
        this.members = members;
        this.places = places;
        this.streams = streams;
        this.moments = moments;
        this.clashes = clashes;
        this.undelivered = undelivered;
    }

    /** R-GRP-1, R-GRP-2, R-GRP-6, R-GRP-12: the team is found or made, and belongs to the IdP from now on. */
    public GroupRecord create(Request request, ObjectNode resource) {
        String name = resource.path("displayName").asText("").trim();
        try {
            return create(request, name, resource);
        } catch (Refused refused) {
            if (refused.refusal() != Refusal.GROUP_EXISTS) {
                throw refused;
            }
            return undelivered.answer(request, name, resource).orElseThrow(() -> refused);
        }
    }

    private GroupRecord create(Request request, String name, ObjectNode resource) {
        return clashes.recorded(
                request,
                Push.about("group/" + name),
                () -> transactions.write(connection -> {
                    MemberEvents events = new MemberEvents(request);
                    UUID id = moments.newId();
                    GroupPlaces.Place place = places.require(connection, request, events, name, id);
                    GroupState group = new GroupState(
                            id,
                            place.organizationId(),
                            place.teamId(),
                            name,
                            text(resource.path("externalId")),
                            request.now(),
                            request.now(),
                            1);
                    GroupRows.insert(connection, request.connectionId(), group, Fingerprint.of(resource));
                    tell(events, EventType.GROUP_MAPPING_CREATED, group);
                    members.add(connection, request, events, group, values(resource));
                    members.claimTeam(connection, request, events, group);
                    streams.append(connection, events.all());
                    return group.record(null);
                }));
    }

    /** RFC 7644 §3.5.1; members that are not sent are taken out. */
    public GroupRecord replace(Request request, UUID id, ObjectNode resource) {
        List<GroupChange> changes = new ArrayList<>();
        changes.add(new GroupChange.Rename(resource.path("displayName").asText("")));
        if (resource.hasNonNull("externalId")) {
            changes.add(
                    new GroupChange.SetExternalId(resource.path("externalId").asText()));
        }
        changes.add(new GroupChange.ReplaceAll(values(resource)));
        return clashes.recorded(
                request,
                Push.about("group/" + id),
                () -> transactions.write(connection -> change(connection, request, id, changes)));
    }

    /** RFC 7644 §3.5.2, without ever holding the group's list. */
    public GroupRecord patch(Request request, UUID id, ResourcePatch patch) {
        Leeway leeway = new Leeway(Mode.valueOf(patch.mode().name()));
        List<GroupChange> changes = GroupPatch.parse(Users.operations(patch), leeway, id.toString());
        GroupRecord patched = clashes.recorded(
                request,
                Push.about("group/" + id),
                () -> transactions.write(connection -> change(connection, request, id, changes)));
        return patched.remarked(Users.remarks(leeway));
    }

    /** R-GRP-9: the memberships it gave end, the team stays. */
    public void delete(Request request, UUID id) {
        transactions.write(connection -> {
            GroupState group = require(connection, request, id);
            MemberEvents events = new MemberEvents(request);
            members.leaveTeam(connection, request, events, group);
            RolesByGroup.requireOwners(connection, events);
            Sql.on(connection, "delete from scim_group_member where group_id = ?", id)
                    .update();
            Sql.on(connection, "delete from scim_group where connection_id = ? and id = ?", request.connectionId(), id)
                    .update();
            tell(events, EventType.GROUP_MAPPING_DELETED, group);
            streams.append(connection, events.all());
            return id;
        });
    }

    private GroupRecord change(Connection connection, Request request, UUID id, List<GroupChange> changes)
            throws SQLException {
        GroupState group = require(connection, request, id);
        GroupState before = group;
        MemberEvents events = new MemberEvents(request);
        boolean membersChanged = false;
        for (GroupChange change : changes) {
            switch (change) {
                case GroupChange.Rename rename ->
                    group = rename(connection, request, events, group, rename.displayName());
                case GroupChange.SetExternalId set ->
                    group = new GroupState(
                            group.id(),
                            group.organizationId(),
                            group.teamId(),
                            group.displayName(),
                            set.externalId(),
                            group.created(),
                            group.lastModified(),
                            group.version());
                case GroupChange.Add add ->
                    membersChanged |= members.add(connection, request, events, group, add.members());
                case GroupChange.Remove remove ->
                    membersChanged |= members.remove(connection, request, events, group, remove.members());
                case GroupChange.RemoveAll all ->
                    membersChanged |= members.replace(connection, request, events, group, List.of());
                case GroupChange.ReplaceAll all ->
                    membersChanged |= members.replace(connection, request, events, group, all.members());
            }
        }
        if (group.equals(before) && !membersChanged) {
            return group.record(null);
        }
        if (membersChanged) {
            members.claimTeam(connection, request, events, group);
        }
        RolesByGroup.requireOwners(connection, events);
        GroupState after = group.changed(
                group.displayName(), group.externalId(), group.organizationId(), group.teamId(), request.now());
        GroupRows.update(connection, request.connectionId(), after);
        if (!group.equals(before)) {
            tell(events, EventType.GROUP_MAPPING_CHANGED, after);
        }
        streams.append(connection, events.all());
        return after.record(null);
    }

    /** The mapping moves with the name: old memberships of the team end, new ones begin (R-GRP-9). */
    private GroupState rename(
            Connection connection, Request request, MemberEvents events, GroupState group, String displayName)
            throws SQLException {
        String name = displayName.trim();
        if (name.equals(group.displayName())) {
            return group;
        }
        GroupPlaces.Place place = places.require(connection, request, events, name, group.id());
        GroupState moved = new GroupState(
                group.id(),
                place.organizationId(),
                place.teamId(),
                name,
                group.externalId(),
                group.created(),
                group.lastModified(),
                group.version());
        if (!place.teamId().equals(group.teamId())) {
            members.leaveTeam(connection, request, events, group);
            members.joinTeam(connection, request, events, moved);
            members.claimTeam(connection, request, events, moved);
        }
        return moved;
    }

    private static GroupState require(Connection connection, Request request, UUID id) throws SQLException {
        GroupState group = GroupRows.lock(connection, request.connectionId(), id)
                .orElseThrow(() -> Refusal.GROUP_UNKNOWN.because("There is no group " + id + "."));
        request.require(group.version());
        return group;
    }

    private static void tell(MemberEvents events, EventType type, GroupState group) {
        Map<String, Object> details = new java.util.LinkedHashMap<>();
        details.put("groupId", group.id());
        details.put("teamId", group.teamId());
        details.put("displayName", group.displayName());
        if (group.externalId() != null) {
            details.put("externalId", group.externalId());
        }
        events.organization(type, group.organizationId(), "group/" + group.id(), details);
    }

    private static List<String> values(ObjectNode resource) {
        List<String> values = new ArrayList<>();
        for (JsonNode member : resource.path("members")) {
            values.add(member.path("value").asText(""));
        }
        return values;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : Objects.requireNonNull(node.asText());
    }
}
