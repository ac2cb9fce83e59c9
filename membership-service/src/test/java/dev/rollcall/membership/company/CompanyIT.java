package dev.rollcall.membership.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

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

    private String company() {
        return admin.post(admin.platform(), "/v2/companies", Map.of("name", AdminFixture.unique("Holding")))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private House under(String company) {
        String name = AdminFixture.unique("sub");
        String id = admin.post(admin.platform(), "/v2/orgs", Map.of("name", name, "companyId", company))
                .statusCode(201)
                .extract()
                .path("id");
        return new House(name, UUID.fromString(id));
    }

    private static Map<String, String> email(Person person) {
        return Map.of("email", "p" + person.accountId().toString().replace("-", "") + "@people.example");
    }

    /** R-SSO-18: whatever role they have, and whichever of the company's organizations their token is for. */
    @Test
    void aCompanysOwnersCountAsOwnersOfEachOfItsOrganizations() {
        String company = company();
        House one = under(company);
        House two = under(company);
        House foreign = under(company());
        Person member = admin.person(one, "member");
        String owners = "/v2/companies/" + company + "/owners";
        admin.get(member.token(), "/v2/orgs/" + one.name() + "/invites").statusCode(403);
        admin.get(member.token(), "/v2/orgs/" + two.name() + "/invites").statusCode(404);

        admin.post(admin.platform(), owners, email(member))
                .statusCode(201)
                .body("account", equalTo(member.accountId().toString()));
        admin.post(admin.platform(), owners, email(member)).statusCode(201);

        admin.get(admin.platform(), owners)
                .body("owners.account", contains(member.accountId().toString()));
        admin.get(member.token(), "/v2/orgs/" + one.name() + "/invites").statusCode(200);
        admin.get(member.token(), "/v2/orgs/" + two.name() + "/invites").statusCode(200);
        admin.post(
                        member.token(),
                        "/v2/connections",
                        Map.of(
                                "name", AdminFixture.unique("both"),
                                "protocol", "SAML",
                                "organization", one.name(),
                                "organizations", List.of(two.name()),
                                "domains", List.of(admin.domain(one))))
                .statusCode(201);
        admin.get(member.token(), "/v2/orgs/" + foreign.name() + "/invites").statusCode(404);
        admin.get(member.token(), owners).statusCode(403);
        assertThat(admin.bodies(two.id(), "OrgSettingsUpdated"))
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains("companyOwner", member.accountId().toString()));

        admin.delete(admin.platform(), owners + "/" + member.accountId()).statusCode(204);
        admin.delete(admin.platform(), owners + "/" + member.accountId()).statusCode(404);
        admin.get(member.token(), "/v2/orgs/" + two.name() + "/invites").statusCode(404);
    }

    /** R-SSO-18. */
    @Test
    void aCompanyHasTenOwnersAtMostAndOnlyPeopleWhoAreHere() {
        String company = company();
        House house = under(company);
        String owners = "/v2/companies/" + company + "/owners";
        for (int i = 0; i < 10; i++) {
            admin.post(admin.platform(), owners, email(admin.person(house, "member")))
                    .statusCode(201);
        }

        admin.post(admin.platform(), owners, email(admin.person(house, "member")))
                .statusCode(400)
                .body("code", equalTo("TOO_MANY"));
        admin.post(admin.platform(), owners, Map.of("email", "nobody@people.example"))
                .statusCode(404)
                .body("code", equalTo("ACCOUNT_UNKNOWN"));
        admin.get(admin.platform(), "/v2/companies/" + UUID.randomUUID() + "/owners")
                .statusCode(200)
                .body("owners", hasSize(0));
    }
}
