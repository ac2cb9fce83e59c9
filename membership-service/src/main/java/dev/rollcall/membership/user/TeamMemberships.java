package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.provenance.Provenance;
import dev.rollcall.membership.provenance.Writer;
import dev.rollcall.membership.provenance.Writing;
import dev.rollcall.membership.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a team because of a SCIM group. Set by set, in a few statements whatever their number; every membership of a team that begins
 * or ends is an event.
 */
@ApplicationScoped
public class TeamMemberships {
    /** Of a member {@code m} whom an owner took back from SCIM (R-ORG-13); the IdP may still describe them. */
    public static final String RELEASED =
            "m.managed_by = 'NONE' and m.connection_id is null and m.provenance -> 'managers' is not null";

    static final String SOURCE = "SCIM_GROUP";

    private static final String MEMBERS =
            "select o.name as organization_name, a.user_name as account_user_name, s.external_id, "
                    + Provenance.READ + ", " + Lookups.MEMBER_COLUMNS
                    + """

              from member m join organization o on o.id = m.organization_id join account a on a.id = m.account_id
              left join scim_user s on s.connection_id = ? and s.account_id = m.account_id
            """;

    private static final String UPDATE =
            "update member m set version = m.version + 1, provenance = " + Provenance.MERGED
                    + " from unnest(?::uuid[], ?::text[]) as n(id, written) where m.organization_id = ? and m.id = n.id";

    // Each part ends with a limit, which PostgreSQL does not turn into a join: where few teams have many members, it
    // would read the whole
    // group and everybody of the organization for each person who is added.
    static final String REMOVE_FOREIGN = """
            delete from team_member t where t.team_id = ? and t.source <> 'SCIM_GROUP' and (
              select gm.user_id from scim_group_member gm where gm.group_id = ? and gm.user_id = (
                select s.id from scim_user s where s.connection_id = ? and s.account_id = (
                  select m.account_id from member m where m.organization_id = ? and m.id = t.member_id limit 1)
                limit 1)
              limit 1) is null
            returning t.member_id""";

    /** A membership, the IdP's own id of the person, and what is noted of who wrote it. */
    private record Told(
            Membership member,
            @Nullable String externalId,
            @Nullable String written) {}

    private final Joining joining;
    private final Observations observations;

    TeamMemberships(Joining joining, Observations observations) {
        this.joining = joining;
        this.observations = observations;
    }

    /**
     * These SCIM users join the team; those who are no members of its organization yet become members (R-GRP-17); inactive ones wait.
     * Refused as a whole when an owner released one of them (R-ORG-13).
     */
    public void join(
            Connection connection,
            Request request,
            MemberEvents events,
            UUID organizationId,
            UUID teamId,
            List<UUID> users)
            throws SQLException {
        if (users.isEmpty()) {
            return;
        }
        UUID[] ids = users.toArray(UUID[]::new);
        joinOrganization(connection, request, organizationId, ids);
        List<UUID> added = Sql.on(
                        connection,
                        "insert into team_member (team_id, member_id, source, added_at)"
                                + " select ?, m.id, ?, ? from scim_user s join member m on m.organization_id = ? and m.account_id = s.account_id"
                                + " where s.connection_id = ? and s.id = any(?::uuid[]) and m.status = 'ACTIVE'"
                                + " on conflict do nothing returning member_id",
                        teamId,
                        SOURCE,
                        request.now(),
                        organizationId,
                        request.connectionId(),
                        ids)
                .list(row -> row.getObject(1, UUID.class));
        tell(connection, request, events, EventType.MEMBER_TEAM_ADDED, organizationId, teamId, added);
    }

    private void joinOrganization(Connection connection, Request request, UUID organizationId, UUID[] users)
            throws SQLException {
        record Person(
                UUID accountId,
                Description description,
                @Nullable UUID released) {}
        List<Person> missing = Sql.on(
                        connection,
                        "select s.account_id, s.resource::text, m.id from scim_user s"
                                + " left join member m on m.organization_id = ? and m.account_id = s.account_id"
                                + " where s.connection_id = ? and s.id = any(?::uuid[])"
                                + " and (m.id is null and s.active or " + RELEASED + ")",
                        organizationId,
                        request.connectionId(),
                        users)
                .list(row -> new Person(
                        row.getObject(1, UUID.class),
                        Description.of(UserRows.json(row.getString(2)), true).elsewhere(),
                        row.getObject(3, UUID.class)));
        for (Person person : missing) {
            if (person.released() != null) {
                throw Refusal.MEMBER_UNMANAGED.because("Member " + person.released()
                        + " was released from SCIM; an owner can adopt them. Nothing was changed.");
            }
        }
        for (Person person : missing) {
            joining.join(connection, request, person.accountId(), organizationId, person.description());
        }
    }

    /** These SCIM users leave the team, whatever else put them there: the team belongs to the IdP. */
    public void leave(
            Connection connection,
            Request request,
            MemberEvents events,
            UUID organizationId,
            UUID teamId,
            List<UUID> users)
            throws SQLException {
        if (users.isEmpty()) {
            return;
        }
        List<UUID> removed = Sql.on(
                        connection,
                        "delete from team_member t using scim_user s, member m"
                                + " where s.connection_id = ? and s.id = any(?::uuid[]) and m.organization_id = ? and m.account_id = s.account_id"
                                + " and t.member_id = m.id and t.team_id = ? returning t.member_id",
                        request.connectionId(),
                        users.toArray(UUID[]::new),
                        organizationId,
                        teamId)
                .list(row -> row.getObject(1, UUID.class));
        tell(
                connection,
                request,
                events,
                EventType.MEMBER_TEAM_REMOVED,
                organizationId,
                teamId,
                removed.stream().distinct().toList());
    }

    /** The group is gone or means another team: what it gave ends, members by hand stay (R-GRP-9). */
    public void endGroup(Connection connection, Request request, MemberEvents events, UUID organizationId, UUID teamId)
            throws SQLException {
        List<UUID> removed = Sql.on(
                        connection,
                        "delete from team_member t where t.team_id = ? and t.source = ? returning t.member_id",
                        teamId,
                        SOURCE)
                .list(row -> row.getObject(1, UUID.class));
        List<UUID> out = Sql.on(
                        connection,
                        "select m.id from unnest(?::uuid[]) as m(id) where not exists"
                                + " (select 1 from team_member t where t.member_id = m.id and t.team_id = ?)",
                        removed.toArray(UUID[]::new),
                        teamId)
                .list(row -> row.getObject(1, UUID.class));
        tell(connection, request, events, EventType.MEMBER_TEAM_REMOVED, organizationId, teamId, out);
    }

    /** R-GRP-6. There are few such rows, and they have an index of their own. */
    public void removeForeign(
            Connection connection, Request request, MemberEvents events, UUID organizationId, UUID teamId, UUID groupId)
            throws SQLException {
        List<UUID> removed = Sql.on(connection, REMOVE_FOREIGN, teamId, groupId, request.connectionId(), organizationId)
                .list(row -> row.getObject(1, UUID.class));
        tell(
                connection,
                request,
                events,
                EventType.MEMBER_TEAM_REMOVED,
                organizationId,
                teamId,
                removed.stream().distinct().toList());
    }

    /** A team's change is a new version of the membership, whose teams were just written. */
    private void tell(
            Connection connection,
            Request request,
            MemberEvents events,
            EventType type,
            UUID organizationId,
            UUID teamId,
            List<UUID> members)
            throws SQLException {
        if (members.isEmpty()) {
            return;
        }
        List<Told> states = Sql.on(
                        connection,
                        MEMBERS
                                + " where m.organization_id = ? and m.id = any(?::uuid[]) order by m.id for update of m",
                        request.connectionId(),
                        organizationId,
                        members.toArray(UUID[]::new))
                .list(row -> new Told(
                        Lookups.membership(row, row.getString("organization_name"), row.getString("account_user_name")),
                        row.getString("external_id"),
                        row.getString("written")));
        UUID[] ids = new UUID[states.size()];
        @Nullable String[] written = new String[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Told told = states.get(i);
            Membership member = told.member();
            ids[i] = member.id();
            boolean joined = type == EventType.MEMBER_TEAM_ADDED;
            Provenance.Noted noted = Provenance.note(
                    told.written(),
                    Writer.SCIM,
                    request.actor().reference(),
                    request.now(),
                    List.of(joined ? Writing.joined(teamId) : Writing.left(teamId)));
            written[i] = noted.json();
            observations.flapping(connection, request, organizationId, member.id(), noted.flaps());
            List<UUID> before = new ArrayList<>(member.teams());
            if (joined) {
                before.remove(teamId);
            } else {
                before.add(teamId);
            }
            events.member(
                    type,
                    organizationId,
                    member.inTeams(before).state(told.externalId()),
                    member.withTeams(member.teams()).state(told.externalId()),
                    null,
                    Map.of("teamId", teamId, "source", SOURCE),
                    null);
        }
        Sql.on(connection, UPDATE, ids, written, organizationId).update();
    }
}
