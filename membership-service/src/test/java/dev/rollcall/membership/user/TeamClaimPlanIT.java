package dev.rollcall.membership.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R-GRP-6, R-GRP-20: claiming a team looks at who is in it by other ways, and at nobody else, also with the plan that PostgreSQL keeps for all
 * teams.
 */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class TeamClaimPlanIT {
    private static final int PEOPLE = 20_000;

    /** Next to a default team of everybody: few teams, each with many, are what leads the planner astray. */
    @ParameterizedTest
    @ValueSource(ints = {3, 10_000})
    void aClaimReadsNeitherTheGroupNorTheOrganization(int teams) throws SQLException {
        // given
        Stage stage = new Stage();
        fill(stage, teams);

        // when
        String plan = plan();

        // then
        assertThat(plan)
                .contains("member_id_key", "scim_user_account", "scim_group_member_")
                .doesNotContain("Seq Scan on member", "Seq Scan on scim_user", "Seq Scan on scim_group_member")
                .doesNotContain("Join");
    }

    /** Who is in the group stays, whatever else put them into the team; who is not leaves it. */
    @Test
    void aClaimStillEndsWhatIsNotInTheGroup() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        stage.user(stage.mail("bob"));
        String body = "{\"resource\":{\"displayName\":\"%s:dev\",\"members\":[{\"value\":\"%s\"}]}}"
                .formatted(stage.name, ann);
        String group =
                stage.post("/groups", body).then().statusCode(200).extract().path("id");
        Stage.sql("""
                insert into team_member (team_id, member_id, source, added_at)
                select g.team_id, m.id, 'MANUAL', now() from scim_group g, member m
                 where g.connection_id = ? and m.organization_id = ?""", stage.connectionId, stage.organizationId);

        UUID eve = stage.user(stage.mail("eve"));
        stage.patch(
                        "/groups/" + group,
                        "{\"steps\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}],\"mode\":\"COMPAT\"}"
                                .formatted(eve))
                .then()
                .statusCode(200);

        assertThat(Stage.strings(
                        "select a.email || ' ' || t.source from team_member t join member m on m.id = t.member_id"
                                + " join account a on a.id = m.account_id where m.organization_id = ? order by 1",
                        stage.organizationId))
                .containsExactly(
                        stage.mail("ann") + " MANUAL",
                        stage.mail("ann") + " SCIM_GROUP",
                        stage.mail("eve") + " SCIM_GROUP");
    }

    private static void fill(Stage stage, int teams) {
        UUID group = UUID.randomUUID();
        Stage.sql("""
                with person as (
                  select gen_random_uuid() as account, gen_random_uuid() as member, gen_random_uuid() as described, i
                    from generate_series(1, ?) i),
                joined as (
                  insert into member (organization_id, account_id, id, role, role_source, status, origin, managed_by, connection_id,
                                      joined_at, updated_at, version, session_epoch)
                  select ?, account, member, 'member', 'DEFAULT', 'ACTIVE', 'SCIM', 'SCIM', ?, now(), now(), 1, 1 from person),
                told as (
                  insert into scim_user (connection_id, id, account_id, user_name, user_name_key, active, resource,
                                         created_at, updated_at, version)
                  select ?, described, account, 'u' || i, 'u' || i, true, '{}', now(), now(), 1 from person),
                listed as (
                  insert into scim_group_member select ?, described from person),
                everybody as (
                  insert into team_member (team_id, member_id, source, added_at)
                  select md5(?)::uuid, member, 'DEFAULT', now() from person)
                insert into team_member (team_id, member_id, source, added_at)
                select md5('team' || i % ?)::uuid, member, 'SCIM_GROUP', now() from person on conflict do nothing""", PEOPLE, stage.organizationId, stage.connectionId, stage.connectionId, group, stage.name, teams);
        Stage.sql("analyze team_member, member, scim_user, scim_group_member");
    }

    private static String plan() throws SQLException {
        var infra = InfraTestResource.infra();
        String numbered = TeamMemberships.REMOVE_FOREIGN;
        for (int n = 1; numbered.indexOf('?') >= 0; n++) {
            numbered = numbered.replaceFirst("\\?", "\\$" + n);
        }
        StringBuilder plan = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(
                        infra.jdbcUrl("membership"), infra.user("membership"), infra.password("membership"));
                Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare claim (uuid, uuid, uuid, uuid) as " + numbered);
            String any = "'" + UUID.randomUUID() + "'";
            try (ResultSet lines =
                    statement.executeQuery("explain execute claim (%s, %s, %s, %s)".formatted(any, any, any, any))) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }
}
