package dev.rollcall.membership.group;

import dev.rollcall.contract.provisioning.ScimClient.GroupNames;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.group.GroupRules.Mapping;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.user.AssignedTeams;
import dev.rollcall.membership.user.MemberEvents;
import dev.rollcall.membership.user.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which team a group's name means on its connection, found or made; refused when it means none, or another group's (R-GRP-1, R-GRP-12). */
@ApplicationScoped
class GroupPlaces {
    private final AssignedTeams teams;

    GroupPlaces(AssignedTeams teams) {
        this.teams = teams;
    }

    record Place(UUID organizationId, UUID teamId) {}

    Place require(Connection connection, Request request, MemberEvents events, String name, UUID groupId)
            throws SQLException {
        record Target(
                GroupNames names,
                UUID defaultOrganization,
                @Nullable UUID named,
                boolean ownersByGroup) {}
        Target target = Sql.on(
                        connection,
                        "select c.group_names, c.organization_id, (select o.id from organization o join connection_organization co"
                                + " on co.organization_id = o.id where co.connection_id = c.id and o.name_key = ?),"
                                + " c.owners_by_group from connection c where c.id = ?",
                        GroupRules.organizationPart(name),
                        request.connectionId())
                .first(row -> new Target(
                        GroupNames.valueOf(row.getString(1)),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getBoolean(4)))
                .orElseThrow();
        return switch (GroupRules.map(name, target.names(), target.named() != null, target.ownersByGroup())) {
            case Mapping.TurnedDown down -> throw down.refusal().because(down.detail());
            case Mapping.Team team -> {
                UUID organization = team.organization() == null ? target.defaultOrganization() : target.named();
                if (organization == null) {
                    throw Refusal.ORGANIZATION_NOT_CONNECTED.because(
                            "'" + team.organization() + "' is not an organization of this connection.");
                }
                if (GroupRows.nameTaken(connection, request.connectionId(), name, groupId)) {
                    throw exists(name);
                }
                UUID teamId = teams.require(connection, request, events, organization, team.team());
                if (GroupRows.teamTaken(connection, teamId, groupId)) {
                    throw exists(name);
                }
                yield new Place(organization, teamId);
            }
        };
    }

    private static RuntimeException exists(String name) {
        return Refusal.GROUP_EXISTS.because("A group for '" + name + "' exists already: update that one.");
    }
}
