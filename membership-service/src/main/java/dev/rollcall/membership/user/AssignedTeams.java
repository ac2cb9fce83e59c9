package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Teams that provisioning names: found, or made when they do not exist yet (R-ROLE-7, R-GRP-2). */
@ApplicationScoped
public class AssignedTeams {
    /** One reason for being in a team. */
    record Assignment(UUID teamId, String source) {}

    private final Moments moments;

    AssignedTeams(Moments moments) {
        this.moments = moments;
    }

    /** The team's id; a new team is an event of its own. */
    public UUID require(Connection connection, Request request, MemberEvents events, UUID organizationId, String name)
            throws SQLException {
        String key = name.toLowerCase(Locale.ROOT);
        Optional<UUID> known = find(connection, organizationId, key);
        if (known.isPresent()) {
            return known.get();
        }
        UUID id = moments.newId();
        int made = Sql.on(
                        connection,
                        "insert into team (organization_id, id, name, name_key, created_at) values (?, ?, ?, ?, ?)"
                                + " on conflict (organization_id, name_key) do nothing",
                        organizationId,
                        id,
                        name,
                        key,
                        request.now())
                .update();
        if (made == 0) {
            return find(connection, organizationId, key).orElseThrow();
        }
        events.organization(EventType.TEAM_CREATED, organizationId, "team/" + id, Map.of("teamId", id, "name", name));
        return id;
    }

    private static Optional<UUID> find(Connection connection, UUID organizationId, String key) throws SQLException {
        return Sql.on(connection, "select id from team where organization_id = ? and name_key = ?", organizationId, key)
                .first(row -> row.getObject(1, UUID.class));
    }

    /** Adds reasons for being in teams; one that is there already stays as it is. */
    static void add(Connection connection, Request request, UUID memberId, List<Assignment> assignments)
            throws SQLException {
        if (!assignments.isEmpty()) {
            Sql.on(
                            connection,
                            "insert into team_member (team_id, member_id, source, added_at)"
                                    + " select t.id, ?, t.source, ? from unnest(?::uuid[], ?::text[]) as t(id, source)"
                                    + " on conflict do nothing",
                            memberId,
                            request.now(),
                            assignments.stream().map(Assignment::teamId).toArray(UUID[]::new),
                            assignments.stream().map(Assignment::source).toArray(String[]::new))
                    .update();
        }
    }
}
