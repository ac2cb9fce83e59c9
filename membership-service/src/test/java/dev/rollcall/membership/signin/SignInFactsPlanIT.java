package dev.rollcall.membership.signin;

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
import org.junit.jupiter.api.Test;

/** A decision looks at one person's rows, also with the plan that PostgreSQL keeps for all of them: it costs the same in every organization. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class SignInFactsPlanIT {
    private static final int PEOPLE = 20_000;
    private static final String[] WHOLE_TABLES = {
        "Seq Scan on account",
        "Seq Scan on member",
        "Seq Scan on scim_user",
        "Seq Scan on team_member",
        "Seq Scan on sign_in_identity",
        "Seq Scan on invitation",
        "Hash Join"
    };

    @Test
    void aDecisionReadsNobodyElsesRows() throws SQLException {
        // given
        fill(new Stage());

        // when
        String lock =
                plan(SignInSql.LOCK.replace(";", ""), "uuid, text, text, text", "null, 'ann@acme.test', 'idp', 'ann'");
        String facts = plan(
                SignInSql.FACTS,
                "uuid, text, text, text, text[], text[], text[], text[], int, timestamptz, bigint, bool",
                "null, 'ann@acme.test', 'idp', 'ann', '{}', '{core}', '{ann}', '{\"\"}', 30, now(), 1, false");
        String lockAll = plan(
                SignInSql.LOCK_ALL.replace(";", ""),
                "uuid[], text[], text[], text[]",
                "'{null}', '{ann@acme.test}', '{idp}', '{ann}'");
        String factsOfAll = plan(
                SignInSql.FACTS_OF_ALL,
                "timestamptz, uuid[], text[], text[], text[], text[], text[], bigint[]",
                "now(), '{null}', '{ann@acme.test}', '{idp}', '{ann}', '{\"\"}', '{core}', '{1}'");

        // then
        assertThat(lockAll).contains("account_email_key_key").doesNotContain(WHOLE_TABLES);
        assertThat(factsOfAll).contains("account_email_key_key").doesNotContain(WHOLE_TABLES);
        assertThat(lock).contains("account_email_key_key").doesNotContain(WHOLE_TABLES);
        assertThat(facts)
                .contains("account_email_key_key", "account_user_name_key_key")
                .doesNotContain(WHOLE_TABLES);
    }

    private static void fill(Stage stage) {
        Stage.sql(
                """
                with person as (
                  select gen_random_uuid() as account, gen_random_uuid() as member, gen_random_uuid() as described, i
                    from generate_series(1, ?) i),
                known as (
                  insert into account (id, email, email_key, user_name, user_name_key, created_at, updated_at)
                  select account, i || ?, i || ?, i || ?, i || ?, now(), now() from person),
                joined as (
                  insert into member (organization_id, account_id, id, role, role_source, status, origin, managed_by, connection_id,
                                      joined_at, updated_at, version, session_epoch)
                  select ?, account, member, 'member', 'DEFAULT', 'ACTIVE', 'SCIM', 'SCIM', ?, now(), now(), 1, 1 from person),
                teamed as (
                  insert into team_member (team_id, member_id, source, added_at)
                  select md5(?)::uuid, member, 'DEFAULT', now() from person)
                insert into scim_user (connection_id, id, account_id, user_name, user_name_key, active, resource,
                                       created_at, updated_at, version)
                select ?, described, account, 'u' || i, 'u' || i, true, '{}', now(), now(), 1 from person""",
                PEOPLE,
                "@" + stage.domain,
                "@" + stage.domain,
                stage.name,
                stage.name,
                stage.organizationId,
                stage.connectionId,
                stage.name,
                stage.connectionId);
        Stage.sql(
                """
                with invited as (
                  insert into invitation (organization_id, id, email, email_key, role, invited_by, state, created_at, expires_at)
                  select ?, gen_random_uuid(), i || ?, i || ?, 'member', gen_random_uuid(), 'PENDING', now(), now() + interval '14 days'
                    from generate_series(1, ?) i)
                insert into sign_in_identity (connection_id, issuer, subject, account_id, linked_at)
                select ?, 'idp', 'guest' || i, gen_random_uuid(), now() from generate_series(1, ?) i""",
                stage.organizationId,
                "@guests." + stage.domain,
                "@guests." + stage.domain,
                PEOPLE,
                stage.connectionId,
                PEOPLE);
        Stage.sql("analyze account, member, scim_user, team_member, team, invitation, sign_in_identity");
    }

    private static String plan(String statement, String types, String values) throws SQLException {
        var infra = InfraTestResource.infra();
        String numbered = statement;
        for (int n = 1; numbered.indexOf('?') >= 0; n++) {
            numbered = numbered.replaceFirst("\\?", "\\$" + n);
        }
        StringBuilder plan = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(
                        infra.jdbcUrl("membership"), infra.user("membership"), infra.password("membership"));
                Statement asked = connection.createStatement()) {
            asked.execute("set plan_cache_mode = force_generic_plan");
            asked.execute("prepare decision (" + types + ") as " + numbered);
            try (ResultSet lines = asked.executeQuery("explain execute decision (" + values + ")")) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }
}
