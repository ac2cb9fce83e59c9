package dev.rollcall.membership.signin;

import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.user.AssignedTeams;
import dev.rollcall.membership.user.MemberEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Puts a member into teams, which are made where they do not exist (R-GRP-2, R-ROLE-7). Nothing here takes anybody out of one. */
@ApplicationScoped
class SignInTeams {
    private static final String ADD = """
            insert into team_member (team_id, member_id, source, added_at)
            select t.id, ?, t.source, ? from unnest(?::uuid[], ?::text[]) as t(id, source) on conflict do nothing""";

    /** A team that the member is in now. */
    record Given(UUID id, String source) {}

    private final AssignedTeams teams;

    SignInTeams(AssignedTeams teams) {
        this.teams = teams;
    }

    /** Those of the wanted teams, in their order; made ones are told in {@code events}. */
    List<Given> give(
            Connection connection,
            Asked asked,
            UUID organizationId,
            UUID memberId,
            List<Plan.Team> wanted,
            MemberEvents events)
            throws SQLException {
        List<Given> given = new ArrayList<>(wanted.size());
        for (Plan.Team team : wanted) {
            UUID id = team.id() == null
                    ? teams.require(connection, asked.command(), events, organizationId, team.name())
                    : team.id();
            given.add(new Given(id, team.source()));
        }
        if (!given.isEmpty()) {
            Sql.on(
                            connection,
                            ADD,
                            memberId,
                            asked.now(),
                            given.stream().map(Given::id).toArray(UUID[]::new),
                            given.stream().map(Given::source).toArray(String[]::new))
                    .update();
        }
        return given;
    }
}
