package dev.rollcall.membership.company;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class CompanyIT {
    @Inject
    AdminFixture admin;

    @Test
    void aCompanyStandsOverOrganizations() {
        String name = AdminFixture.unique("Holding");

        String id = admin.post(admin.platform(), "/v2/companies", Map.of("name", name))
                .statusCode(201)
                .body("name", equalTo(name))
                .extract()
                .path("id");

        admin.post(admin.platform(), "/v2/orgs", Map.of("name", AdminFixture.unique("sub"), "companyId", id))
                .statusCode(201)
                .body("companyId", equalTo(id));
        admin.get(admin.platform(), "/v2/companies?page_size=200").body("companies.name", hasItem(name));
        admin.post(admin.platform(), "/v2/companies", Map.of("name", name.toUpperCase()))
                .statusCode(409)
                .body("code", equalTo("COMPANY_EXISTS"));
    }

    @Test
    void anOrganizationNeedsACompanyThatExists() {
        admin.post(
                        admin.platform(),
                        "/v2/orgs",
                        Map.of("name", AdminFixture.unique("sub"), "companyId", UUID.randomUUID()))
                .statusCode(404)
                .body("code", equalTo("COMPANY_UNKNOWN"));
    }

    @Test
    void companiesAreTheBreakGlassOwnersMatter() {
        House house = admin.organization();
        String owner = admin.person(house, "owner").token();

        admin.get(owner, "/v2/companies").statusCode(403);
        admin.post(owner, "/v2/companies", Map.of("name", "Mine")).statusCode(403);
        admin.post(admin.platform(), "/v2/companies", Map.of()).statusCode(400).body("detail", containsString("name:"));
    }
}
