package dev.rollcall.membership.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

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

    /** R-ORG-12: resolved is done with until it happens again. */
    @Test
    void aClashMetAgainAfterItWasResolvedOpensAnew() {
        House house = admin.organization();
        UUID first = meet(house, "group/x", "a");
        String path = "/v2/orgs/" + house.name() + "/conflicts";
        var owner = admin.person(house, "owner");

        for (int i = 0; i < 2; i++) {
            admin.patch(owner.token(), path + "/" + first, Map.of("state", "resolved"))
                    .statusCode(200)
                    .body("state", equalTo("RESOLVED"))
                    .body("closedBy", equalTo("user:" + owner.accountId()))
                    .body("closedAt", notNullValue());
        }
        admin.patch(owner.token(), path + "/" + first, Map.of("state", "IGNORED"))
                .statusCode(400);
        UUID second = meet(house, "group/x", "a");

        assertThat(second).isNotEqualTo(first);
        admin.get(admin.platform(), path).body("conflicts.state", equalTo(java.util.List.of("OPEN", "RESOLVED")));
        admin.get(admin.platform(), path + "?state=resolved").body("conflicts", hasSize(1));
        admin.get(admin.platform(), path + "?state=odd").statusCode(400).body("detail", containsString("state:"));
        assertThat(admin.bodies(house.id(), "ConflictResolved"))
                .singleElement()
                .asString()
                .contains("RESOLVED");
        assertThat(admin.bodies(house.id(), "ConflictOpened")).hasSize(2);
    }

    /** R-ORG-12: ignored is known and left; it counts on without calling anybody. */
    @Test
    void aClashThatIsIgnoredOnlyCountsOn() {
        House house = admin.organization();
        UUID first = meet(house, "group/y", "a");
        String path = "/v2/orgs/" + house.name() + "/conflicts";
        admin.patch(admin.platform(), path + "/" + first, Map.of("state", "IGNORED"))
                .statusCode(200);

        assertThat(meet(house, "group/y", "b")).isEqualTo(first);

        admin.get(admin.platform(), path + "?state=IGNORED")
                .body("conflicts[0].count", equalTo(2))
                .body("conflicts[0].details.sent", equalTo("b"));
        assertThat(admin.bodies(house.id(), "ConflictOpened")).hasSize(1);
        admin.patch(admin.platform(), path + "/" + first, Map.of("state", "RESOLVED"))
                .statusCode(200);
        assertThat(meet(house, "group/y", "c")).isNotEqualTo(first);
    }

    @Test
    void aConflictThatIsNotThereOrAStateThatIsNoneIsRefused() {
        House house = admin.organization();
        String path = "/v2/orgs/" + house.name() + "/conflicts/";
        UUID foreign = meet(admin.organization(), "group/z", "a");
        for (String id : java.util.List.of(UUID.randomUUID().toString(), "x", foreign.toString())) {
            admin.patch(admin.platform(), path + id, Map.of("state", "RESOLVED"))
                    .statusCode(404);
        }
        UUID ours = meet(house, "group/z", "a");
        admin.patch(admin.platform(), path + ours, Map.of("state", "OPEN")).statusCode(400);
        admin.patch(admin.platform(), path + ours, Map.of()).statusCode(400);
        admin.patch(admin.platform(), path + ours, Map.of("state", "RESOLVED", "odd", 1))
                .statusCode(400);
        admin.patch(admin.person(house, "editor").token(), path + ours, Map.of("state", "RESOLVED"))
                .statusCode(403);
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
