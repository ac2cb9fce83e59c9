package dev.rollcall.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** R-DOM-4, R-DOM-6: who has an address of a domain is found by the domain, not by reading everybody's address. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class AddressesPlanIT {
    private static final int PEOPLE = 20_000;

    @Inject
    AdminFixture admin;

    @Test
    void peopleOfADomainAreFoundWithoutReadingEverybody() throws SQLException {
        // given
        House house = admin.organization();
        String domain = admin.domain(house);
        String elsewhere = AdminFixture.unique("crowd");
        admin.change(
                "insert into account (id, email, email_key, user_name, user_name_key, created_at, updated_at)"
                        + " select gen_random_uuid(), i || ?::text || i % 2000, i || ?::text || i % 2000, i || ?, i || ?, now(), now()"
                        + " from generate_series(1, ?) i",
                "@" + elsewhere + ".example", "@" + elsewhere + ".example", elsewhere, elsewhere, PEOPLE);
        String id = "'" + house.id() + "'";
        String first = "'00000000-0000-0000-0000-000000000000'";

        // when
        String audit = plan(UncapturedAccounts.PAGE, first, id, id, "10001");
        String reliance = plan(Reliance.MEMBERS, id, "'" + domain + "'");

        // then
        assertThat(audit).contains("account_email_domain").doesNotContain("Seq Scan on account");
        assertThat(reliance).doesNotContain("Seq Scan on account");
    }

    private static String plan(String statement, String... values) throws SQLException {
        var infra = InfraTestResource.infra();
        String filled = statement;
        for (String value : values) {
            filled = filled.replaceFirst("\\?", value);
        }
        StringBuilder plan = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(
                        infra.jdbcUrl("membership"), infra.user("membership"), infra.password("membership"));
                Statement asked = connection.createStatement()) {
            asked.execute("analyze account");
            try (ResultSet lines = asked.executeQuery("explain " + filled)) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }
}
