package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.provenance.Provenance;
import dev.rollcall.membership.provenance.Writer;
import dev.rollcall.membership.provenance.Writing;
import dev.rollcall.membership.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Owners by group, where a connection allows it (R-GRP-18): whoever is put into the group becomes an owner, active or not, and whoever is
 * taken out of it gets the connection's default role. Only members whom this connection manages; and of them only those who have no role by
 * attribute, which says more of one person than a group does (R-ROLE-9).
 */
@ApplicationScoped
public class RolesByGroup {
    private static final String OWNER = "owner";

    private static final String CONCERNED = "select o.name as organization_name, a.user_name as account_user_name,"
            + " s.external_id, c.default_role, " + Provenance.READ + ", " + Lookups.MEMBER_COLUMNS + """

              from scim_user s join connection c on c.id = s.connection_id
              join member m on m.organization_id = ? and m.account_id = s.account_id
              join organization o on o.id = m.organization_id join account a on a.id = m.account_id
             where s.connection_id = ? and s.id = any(?::uuid[]) and m.managed_by = 'SCIM' and m.connection_id = c.id
               and coalesce(s.resource -> ? ->> 'dockerRole', '') = '' and (m.role = 'owner') = ?
             order by m.id for update of m
            """;

    private static final String WRITE =
            "update member m set role = n.role, version = m.version + 1, updated_at = ?, provenance = "
                    + Provenance.MERGED
                    + " from unnest(?::uuid[], ?::text[], ?::text[]) as n(id, role, written)"
                    + " where m.organization_id = ? and m.id = n.id";

    private record Concerned(
            Membership member,
            String defaultRole,
            @Nullable String externalId,
            @Nullable String written) {}

    private final Observations observations;

    RolesByGroup(Observations observations) {
        this.observations = observations;
    }

    /** @param users SCIM users who are in the group now */
    public void grant(
            Connection connection, Request request, MemberEvents events, UUID organizationId, List<UUID> users)
            throws SQLException {
        change(connection, request, events, organizationId, users, true);
    }

    /** @param users SCIM users who are in the group no longer */
    public void withdraw(
            Connection connection, Request request, MemberEvents events, UUID organizationId, List<UUID> users)
            throws SQLException {
        change(connection, request, events, organizationId, users, false);
    }

    /**
     * Once the whole command has changed what it will, in every organization where it changed roles: people may take each other's place in
     * any order (R-SCIM-38).
     *
     * @throws Refused LAST_OWNER
     */
    public static void requireOwners(Connection connection, MemberEvents events) throws SQLException {
        for (UUID organizationId : events.organizationsWith(EventType.MEMBER_ROLE_CHANGED)) {
            LastOwner.requireOne(connection, organizationId);
        }
    }

    private void change(
            Connection connection,
            Request request,
            MemberEvents events,
            UUID organizationId,
            List<UUID> users,
            boolean grant)
            throws SQLException {
        List<Concerned> concerned = Sql.on(
                        connection,
                        CONCERNED,
                        organizationId,
                        request.connectionId(),
                        users.toArray(UUID[]::new),
                        Description.DOCKER,
                        !grant)
                .list(row -> new Concerned(
                        Lookups.membership(row, row.getString("organization_name"), row.getString("account_user_name")),
                        row.getString("default_role"),
                        row.getString("external_id"),
                        row.getString("written")));
        UUID[] ids = new UUID[concerned.size()];
        String[] roles = new String[ids.length];
        @Nullable String[] written = new String[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Concerned one = concerned.get(i);
            Membership was = one.member();
            Membership is = was.withRole(grant ? OWNER : one.defaultRole());
            Provenance.Noted noted = Provenance.note(
                    one.written(),
                    Writer.SCIM,
                    request.actor().reference(),
                    request.now(),
                    List.of(new Writing(Writing.ROLE, was.role(), is.role())));
            ids[i] = was.id();
            roles[i] = is.role();
            written[i] = noted.json();
            observations.flapping(connection, request, organizationId, was.id(), noted.flaps());
            events.member(
                    EventType.MEMBER_ROLE_CHANGED,
                    organizationId,
                    was.state(one.externalId()),
                    is.state(one.externalId()),
                    List.of(new Change("role", "SCIM", was.role(), is.role())),
                    Map.of(),
                    null);
        }
        if (ids.length > 0) {
            Sql.on(connection, WRITE, request.now(), ids, roles, written, organizationId)
                    .update();
        }
    }
}
