package dev.rollcall.membership.team;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.membership.admin.Facts;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The team that a connection puts people into when the IdP names none (R-SSO-19): made when it is missing. */
@ApplicationScoped
public class DefaultTeams {
    private final Streams streams;
    private final Moments moments;

    DefaultTeams(Streams streams, Moments moments) {
        this.streams = streams;
        this.moments = moments;
    }

    /** The team of that name within the caller's transaction; refused when no team may be called so. */
    public UUID require(Connection connection, UUID organizationId, String name, Actor actor, Instant now)
            throws SQLException {
        String wanted = TeamRules.requireDefault("defaultTeam", name);
        UUID id = moments.newId();
        int made = Sql.on(connection, """
                        insert into team (organization_id, id, name, name_key, created_at) values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """, organizationId, id, wanted, TeamRules.key(wanted), now)
                .update();
        if (made == 1) {
            Map<String, Object> details = Map.of("teamId", id, "name", wanted);
            streams.append(
                    connection,
                    List.of(Facts.of(EventType.TEAM_CREATED, organizationId, "team/" + id, now, actor, details)));
            return id;
        }
        Optional<UUID> known = Sql.on(
                        connection,
                        "select id from team where organization_id = ? and name_key = ?",
                        organizationId,
                        TeamRules.key(wanted))
                .first(row -> row.getObject("id", UUID.class));
        return known.orElseThrow();
    }
}
