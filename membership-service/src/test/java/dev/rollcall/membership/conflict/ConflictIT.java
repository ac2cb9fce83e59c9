package dev.rollcall.membership.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import dev.rollcall.membership.sql.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class ConflictIT {
    @Inject
    AdminFixture admin;

    @Inject
    Conflicts conflicts;

    @Inject
    Transactions transactions;

    private UUID meet(House house, String subject, String sent) {
        UUID connection = UUID.randomUUID();
        return transactions.write(sql -> conflicts.record(
                sql,
                new Sighting(
                        ConflictType.UNMANAGED_WRITE,
                        house.id(),
                        connection,
                        subject,
                        null,
                        Map.of("attribute", "role", "stored", "member", "sent", sent),
                        new Actor(Actor.Type.SCIM, connection.toString(), null),
                        Instant.now().truncatedTo(ChronoUnit.MICROS))));
    }

    /** R-ORG-12. */
    @Test
    void theSameClashCountsUpAndIsToldOnce() {
        House house = admin.organization();

        UUID first = meet(house, "user/pat@acme.example", "editor");
        UUID second = meet(house, "user/pat@acme.example", "own\0er");

        assertThat(second).isEqualTo(first);
        admin.get(admin.person(house, "owner").token(), "/v2/orgs/" + house.name() + "/conflicts?state=OPEN")
                .statusCode(200)
                .body("conflicts", hasSize(1))
                .body("conflicts[0].type", equalTo("UNMANAGED_WRITE"))
                .body("conflicts[0].count", equalTo(2))
                .body("conflicts[0].details.sent", equalTo("owner"))
                .body("conflicts[0].suggestion", containsString("Adopt"));
        assertThat(admin.bodies(house.id(), "ConflictOpened"))
                .singleElement()
                .asString()
                .contains(first.toString())
                .doesNotContain("pat@acme.example");
    }

    @Test
    void aClashMetAgainAfterItWasResolvedOpensAnew() {
        House house = admin.organization();
        UUID first = meet(house, "group/x", "a");
        admin.change("update conflict set state = 'RESOLVED' where id = ?", first);

        UUID second = meet(house, "group/x", "a");

        assertThat(second).isNotEqualTo(first);
        String path = "/v2/orgs/" + house.name() + "/conflicts";
        admin.get(admin.platform(), path).body("conflicts.state", equalTo(java.util.List.of("OPEN", "RESOLVED")));
        admin.get(admin.platform(), path + "?state=resolved").body("conflicts", hasSize(1));
        admin.get(admin.platform(), path + "?state=odd").statusCode(400).body("detail", containsString("state:"));
    }

    @Test
    void conflictsAreForOwnersOfTheirOrganization() {
        House mine = admin.organization();
        House other = admin.organization();
        meet(other, "user/secret", "x");
        String path = "/v2/orgs/" + other.name() + "/conflicts";

        admin.get(admin.person(mine, "owner").token(), path).statusCode(404);
        admin.get(admin.person(other, "editor").token(), path).statusCode(403);
        admin.get(admin.person(mine, "owner").token(), "/v2/orgs/" + mine.name() + "/conflicts")
                .body("conflicts", hasSize(0));
    }
}
