package dev.rollcall.membership.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import dev.rollcall.membership.admin.AdminFixture.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-SSO-16: details, domains, organizations, default organization and team of a connection, in one go; reviewed, then changed. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class ConnectionEditIT {
    @Inject
    AdminFixture admin;

    @Test
    void everythingThatWasChosenAtTheStartCanBeChosenAnew() {
        // given
        House first = admin.organization();
        House second = admin.organization();
        Person owner = admin.person(first, "owner");
        admin.person(second, "owner", owner.accountId(), "Sam");
        UUID id = admin.connection(first);
        String path = "/v2/connections/" + id;
        String token = admin.reaching(owner, first, second);
        String old = admin.get(token, path).extract().path("domains[0]");
        String domain = admin.domain(second);

        // when
        admin.patch(
                        token,
                        path,
                        Map.of(
                                "name",
                                "entra",
                                "domains",
                                List.of(old, domain),
                                "organizations",
                                List.of(first.name(), second.name()),
                                "organization",
                                second.name(),
                                "defaultTeam",
                                "new-joiners"))
                .statusCode(200);

        // then
        admin.get(token, path)
                .statusCode(200)
                .body("name", equalTo("entra"))
                .body("domains", containsInAnyOrder(old, domain))
                .body("organizations", containsInAnyOrder(first.name(), second.name()))
                .body("organization", equalTo(second.name()))
                .body("defaultTeam", equalTo("new-joiners"));
        for (House house : List.of(first, second)) {
            assertThat(admin.bodies(house.id(), "SsoConnectionUpdated"))
                    .singleElement()
                    .asString()
                    .contains(
                            "\"attr\":\"name\"",
                            "\"attr\":\"domains\"",
                            "\"attr\":\"organizations\"",
                            "\"attr\":\"organization\"",
                            "\"attr\":\"defaultTeamId\"");
        }
    }

    /** One bad value, and nothing of the rest is saved. */
    @Test
    void anEditIsDoneWholeOrNotAtAll() {
        House house = admin.organization();
        String path = "/v2/connections/" + admin.connection(house);
        String owner = admin.person(house, "owner").token();
        String before = admin.get(owner, path).extract().asString();

        admin.patch(owner, path, Map.of("name", "entra", "defaultTeam", "new-joiners", "domains", List.of("x.example")))
                .statusCode(400)
                .body("code", equalTo("DOMAIN_UNVERIFIED"));

        assertThat(admin.get(owner, path).extract().asString()).isEqualTo(before);
        assertThat(admin.events(house.id())).endsWith("SsoConnectionCreated");
    }
}
