package dev.rollcall.membership.connection;

import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.admin.Fields;
import dev.rollcall.membership.domain.DomainNames;
import dev.rollcall.membership.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Gives a connection other organizations (R-SSO-16). One leaves only when SCIM has nothing in it any more, which nobody could change afterwards. */
@ApplicationScoped
class ReachChanges {
    private static final String SCIM_THERE = """
            select o.name from organization o
             where o.id = any(?)
               and (exists (select 1 from member m where m.organization_id = o.id and m.connection_id = ? and m.managed_by = 'SCIM')
                 or exists (select 1 from scim_group g where g.connection_id = ? and g.organization_id = o.id))
             order by o.name limit 1
            """;

    void apply(Connection connection, ConnectionRow row, Reach wanted, ConnectionChange change, List<Change> changes)
            throws SQLException {
        Set<UUID> then = wanted.organizations() == null ? row.organizations : new HashSet<>(wanted.organizations());
        UUID first = Objects.requireNonNullElse(wanted.first(), row.organizationId);
        if (then.equals(row.organizations) && first.equals(row.organizationId)) {
            return;
        }
        if (!then.contains(first)) {
            throw Fields.refused("organization", "the default organization must be one of organizations");
        }
        if (!first.equals(row.organizationId)) {
            moveTo(row, first, change, changes);
        }
        if (!then.equals(row.organizations)) {
            requireLeft(connection, row, then, change);
            changes.add(new Change("organizations", null, sorted(row.organizations), sorted(then)));
            row.organizations.clear();
            row.organizations.addAll(then);
        }
        row.version++;
    }

    private static void moveTo(ConnectionRow row, UUID first, ConnectionChange change, List<Change> changes) {
        if (ConnectionRow.exists(first, row.nameKey)) {
            throw Refusal.CONNECTION_EXISTS.because(
                    "organization: it has a connection '" + row.name + "' already; give this one another name first.");
        }
        if (row.defaultTeamId != null && change.defaultTeam() == null && !change.noDefaultTeam()) {
            throw Fields.refused(
                    "defaultTeam", "is a team of the default organization before; name one of the new one's, or null");
        }
        changes.add(new Change("organization", null, row.organizationId, first));
        row.organizationId = first;
    }

    private static void requireLeft(Connection connection, ConnectionRow row, Set<UUID> then, ConnectionChange change)
            throws SQLException {
        UUID[] leaving = row.organizations.stream()
                .filter(organization -> !then.contains(organization))
                .toArray(UUID[]::new);
        var scim = Sql.on(connection, SCIM_THERE, leaving, row.id, row.id).first(found -> found.getString("name"));
        if (scim.isPresent()) {
            throw Fields.refused(
                    "organizations",
                    "SCIM manages members or groups in '" + scim.get()
                            + "' over this connection; take them out of the identity provider's assignment first");
        }
        List<String> domains = change.domains() == null ? List.copyOf(row.domains) : change.domains();
        var lost = DomainNames.firstUnverified(connection, domains, List.copyOf(then));
        if (lost.isPresent()) {
            throw Fields.refused(
                    "organizations",
                    "'" + lost.get() + "' is no verified domain of those that stay; take it off domains too");
        }
    }

    private static List<UUID> sorted(Set<UUID> ids) {
        return ids.stream().sorted().toList();
    }
}
