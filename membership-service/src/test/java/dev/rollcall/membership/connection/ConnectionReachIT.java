package dev.rollcall.membership.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import dev.rollcall.membership.admin.AdminFixture.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which organizations a connection serves can be changed, by who owns all of them: R-SSO-16, R-SSO-18, R-SSO-19. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class ConnectionReachIT {
    @Inject
    AdminFixture admin;

    private House first;
    private House second;
    private Person owner;
    private UUID id;

    @BeforeEach
    void aConnectionOfTheFirstOrganization() {
        first = admin.organization();
        second = admin.organization();
        owner = admin.person(first, "owner");
        admin.person(second, "owner", owner.accountId(), "Sam");
        id = admin.connection(first);
    }

    private ValidatableResponse change(Object... fields) {
        Map<String, Object> body = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        return admin.patch(admin.reaching(owner, first, second), "/v2/connections/" + id, body);
    }

    @Test
    void anOrganizationJoinsAndLeaves() {
        change("organizations", List.of(first.name(), second.id().toString()))
                .statusCode(200)
                .body("organizations", containsInAnyOrder(first.name(), second.name()))
                .body("organization", equalTo(first.name()));
        change("organizations", List.of(first.name()))
                .statusCode(200)
                .body("organizations", equalTo(List.of(first.name())));

        assertThat(admin.events(second.id()))
                .as("told of the beginning and of the end")
                .endsWith("SsoConnectionUpdated", "SsoConnectionUpdated");
    }

    /** R-SSO-19: the default team is one of the default organization's. */
    @Test
    void theDefaultOrganizationMovesWithItsTeam() {
        change("organizations", List.of(first.name(), second.name()), "defaultTeam", "everyone")
                .statusCode(200);

        change("organization", second.name()).statusCode(400).body("detail", containsString("defaultTeam: "));
        change("organization", second.name(), "defaultTeam", "all")
                .statusCode(200)
                .body("organization", equalTo(second.name()))
                .body("organizationId", equalTo(second.id().toString()))
                .body("defaultTeam", equalTo("all"));
        change("organizations", List.of(first.name())).statusCode(400).body("detail", containsString("organization: "));
        change("organization", first.name(), "organizations", List.of(first.name()), "defaultTeam", null)
                .statusCode(200)
                .body("organization", equalTo(first.name()));
    }

    /** R-SSO-18: who vouched for the person in the one organization has not vouched for them in the other. */
    @Test
    void aSignInForOneOrganizationDecidesNothingForAnotherOneOfTheSameOwner() {
        Map<String, Object> both = Map.of("organizations", List.of(first.name(), second.name()));

        admin.patch(owner.token(), "/v2/connections/" + id, both)
                .statusCode(404)
                .body("code", equalTo("ORGANIZATION_UNKNOWN"));
        change("organizations", List.of(first.name(), second.name())).statusCode(200);
        admin.get(owner.token(), "/v2/connections/" + id).statusCode(403).body("code", equalTo("ROLE_INSUFFICIENT"));
        admin.get(owner.token(), "/v2/connections").body("connections.id", equalTo(List.of()));
        admin.get(admin.reaching(owner, first, second), "/v2/connections")
                .body("connections.id", equalTo(List.of(id.toString())));
    }

    @Test
    void anothersOrganizationReadsAsNone() {
        House foreign = admin.organization();

        change("organizations", List.of(first.name(), foreign.name()))
                .statusCode(404)
                .body("code", equalTo("ORGANIZATION_UNKNOWN"));
        change("organization", foreign.name()).statusCode(404);
        change("organization", second.name()).statusCode(400).body("detail", containsString("one of organizations"));
    }

    /** What SCIM manages there could be changed by nobody afterwards. */
    @Test
    void anOrganizationStaysWhileScimHasSomethingInIt() {
        change("organizations", List.of(first.name(), second.name())).statusCode(200);
        Person managed = admin.person(second, "member");
        admin.change(
                "update member set managed_by = 'SCIM', connection_id = ? where organization_id = ? and id = ?",
                id,
                second.id(),
                managed.memberId());

        change("organizations", List.of(first.name())).statusCode(400).body("detail", containsString(second.name()));
        admin.change(
                "update member set managed_by = 'NONE' where organization_id = ? and id = ?",
                second.id(),
                managed.memberId());
        change("organizations", List.of(first.name())).statusCode(200);
    }

    @Test
    void aDomainGoesWithItsOrganization() {
        String domain = admin.domain(second);
        String own = admin.get(owner.token(), "/v2/connections/" + id).extract().path("domains[0]");
        change("organizations", List.of(first.name(), second.name()), "domains", List.of(own, domain))
                .statusCode(200);

        change("organizations", List.of(first.name())).statusCode(400).body("detail", containsString(domain));
        change("organizations", List.of(first.name()), "domains", List.of(own)).statusCode(200);
    }
}
