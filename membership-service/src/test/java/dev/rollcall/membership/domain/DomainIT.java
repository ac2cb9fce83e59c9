package dev.rollcall.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class DomainIT {
    @Inject
    AdminFixture admin;

    @Test
    void aClaimIsPendingUntilItIsProved() {
        House house = admin.organization();
        String name = AdminFixture.unique("mail") + ".example";
        String owner = admin.person(house, "owner").token();

        admin.post(owner, "/v2/orgs/" + house.name() + "/domains", Map.of("name", name.toUpperCase()))
                .statusCode(201)
                .body("name", equalTo(name))
                .body("status", equalTo("PENDING"))
                .body("txtValue", startsWith("rollcall-verification="));

        assertThat(admin.events(house.id())).endsWith("DomainAdded");
        admin.get(owner, "/v2/orgs/" + house.name() + "/domains").body("domains.name", equalTo(List.of(name)));
    }

    @Test
    void theOperatorVouchesForADomainOnce() {
        House house = admin.organization();
        String domain = admin.domain(house);
        String path = "/v2/orgs/" + house.name() + "/domains";

        admin.post(admin.platform(), path, Map.of("name", domain, "verifiedBy", "OPERATOR"))
                .statusCode(200)
                .body("status", equalTo("VERIFIED"));

        assertThat(admin.events(house.id()))
                .containsExactly("OrgCreated", "UserProvisioned", "DomainAdded", "DomainVerified");
    }

    @Test
    void anOwnerCannotVouchForThemselves() {
        House house = admin.organization();
        String owner = admin.person(house, "owner").token();

        admin.post(
                        owner,
                        "/v2/orgs/" + house.name() + "/domains",
                        Map.of("name", "self.example", "verifiedBy", "OPERATOR"))
                .statusCode(403)
                .body("code", equalTo("ROLE_INSUFFICIENT"));
    }

    /** R-DOM-3. */
    @Test
    void aDomainBelongsToOneOrganization() {
        House first = admin.organization();
        House second = admin.organization();
        String domain = admin.domain(first);

        admin.post(
                        admin.platform(),
                        "/v2/orgs/" + second.name() + "/domains",
                        Map.of("name", domain, "verifiedBy", "OPERATOR"))
                .statusCode(409)
                .body("code", equalTo("DOMAIN_TAKEN"));
        admin.post(admin.platform(), "/v2/orgs/" + second.name() + "/domains", Map.of("name", "sub." + domain))
                .statusCode(201);
    }

    /** R-DOM-1. */
    @Test
    void aClaimThatWasNeverProvedDoesNotKeepOthersOutForLong() {
        House squatter = admin.organization();
        House rightful = admin.organization();
        String name = AdminFixture.unique("mail") + ".example";
        admin.post(admin.platform(), "/v2/orgs/" + squatter.name() + "/domains", Map.of("name", name))
                .statusCode(201);
        String path = "/v2/orgs/" + rightful.name() + "/domains";
        admin.post(admin.platform(), path, Map.of("name", name)).statusCode(409);

        admin.change("update domain set created_at = created_at - interval '72 hours' where name = ?", name);

        admin.post(admin.platform(), path, Map.of("name", name)).statusCode(201);
        admin.get(admin.platform(), "/v2/orgs/" + squatter.name() + "/domains").body("domains", equalTo(List.of()));
    }

    /** R-DOM-7. */
    @Test
    void whatIsNoDomainOrEverybodysIsRefusedByName() {
        House house = admin.organization();
        String token = admin.platform();

        for (String name :
                List.of("gmail.com", "GMX.de", "localhost", "a..b", "-a.example", "1.2.3.4", "a b.example")) {
            admin.post(token, "/v2/orgs/" + house.name() + "/domains", Map.of("name", name))
                    .statusCode(400)
                    .body("detail", containsString("name:"));
        }
    }

    @Test
    void domainsAreTheirOrganizationsOwn() {
        House mine = admin.organization();
        House other = admin.organization();
        String token = admin.person(mine, "owner").token();
        String member = admin.person(mine, "member").token();

        admin.get(token, "/v2/orgs/" + other.name() + "/domains").statusCode(404);
        admin.post(token, "/v2/orgs/" + other.id() + "/domains", Map.of("name", "x.example"))
                .statusCode(404);
        admin.get(member, "/v2/orgs/" + mine.name() + "/domains").statusCode(403);
    }
}
