package dev.rollcall.membership.domain;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.kit.TestTokens;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class DomainIT {
    @Inject
    AdminFixture admin;

    @Inject
    DomainChecks checks;

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

    private static String path(House house, String more) {
        return "/v2/orgs/" + house.name() + "/domains" + more;
    }

    /** A claim of an owner; answers the value. */
    private String claim(House house, String name) {
        return admin.post(admin.platform(), path(house, ""), Map.of("name", name))
                .statusCode(201)
                .extract()
                .path("txtValue");
    }

    private ValidatableResponse verify(House house, String name) {
        return admin.post(admin.platform(), path(house, "/" + name + "/verify"), Map.of())
                .statusCode(200);
    }

    private static String free() {
        return AdminFixture.unique("mail") + ".example";
    }

    /** R-DOM-1, R-DOM-2. */
    @Test
    void aTxtRecordProvesTheClaimAtOnceAndMayGoThen() {
        House house = admin.organization();
        String name = free();
        String value = claim(house, name);

        verify(house, name)
                .body("status", equalTo("PENDING"))
                .body("finding", equalTo("NO_DOMAIN"))
                .body("advice", containsString("does not know"))
                .body("nextCheckAt", notNullValue());
        InfraTestResource.infra().publishTxt(name, "v=spf1 -all");
        verify(house, name).body("finding", equalTo("OTHER_VALUES")).body("seen", equalTo(List.of("v=spf1 -all")));
        InfraTestResource.infra().publishTxt(name, value);
        verify(house, name)
                .body("status", equalTo("VERIFIED"))
                .body("verifiedBy", equalTo("DNS"))
                .body("nextCheckAt", nullValue());
        verify(house, name).body("status", equalTo("VERIFIED"));

        assertThat(admin.events(house.id())).endsWith("DomainAdded", "DomainVerified");
        assertThat(admin.bodies(house.id(), "DomainVerified"))
                .singleElement()
                .satisfies(body -> assertThat(body).contains("\"verifiedBy\":\"DNS\""));
    }

    /** R-DOM-1: whoever looks often does not make it look less by itself. */
    @Test
    void aLookThatAnOwnerAsksForPutsNoOtherOneOff() {
        House house = admin.organization();
        String name = free();
        claim(house, name);
        String planned =
                admin.get(admin.platform(), path(house, "/" + name)).extract().path("nextCheckAt");

        for (int i = 0; i < 9; i++) {
            verify(house, name).body("nextCheckAt", equalTo(planned)).body("status", equalTo("PENDING"));
        }
    }

    /** R-DOM-1: by itself, with pauses, for three days; then it has failed, and says what it saw. */
    @Test
    void claimsAreLookedAtByThemselvesUntilTheyAreProvedOrTheirTimeIsOver() {
        House house = admin.organization();
        String proved = free();
        String late = free();
        InfraTestResource.infra().publishTxt(proved, claim(house, proved));
        String lateValue = claim(house, late);
        InfraTestResource.infra().publishTxt(late, "something else");
        admin.change("update domain set next_check_at = now() where organization_id = ?", house.id());
        admin.change("update domain set created_at = now() - interval '72 hours' where name = ?", late);

        do {
            checks.sweep();
        } while (admin.number(
                        "select count(*) from domain where organization_id = ? and checked_at is null", house.id())
                > 0);

        admin.get(admin.platform(), path(house, "/" + proved))
                .body("status", equalTo("VERIFIED"))
                .body("verifiedBy", equalTo("DNS"));
        admin.get(admin.platform(), path(house, "/" + late))
                .body("status", equalTo("FAILED"))
                .body("seen", equalTo(List.of("something else")))
                .body("nextCheckAt", nullValue());
        assertThat(admin.bodies(house.id(), "DomainVerified"))
                .singleElement()
                .satisfies(body -> assertThat(body).contains("\"type\":\"system\""));
        InfraTestResource.infra().publishTxt(late, lateValue);
        verify(house, late).body("status", equalTo("VERIFIED"));
    }

    /** R-DOM-3, R-NEG-78: who claims first keeps nobody out, who proves first does. */
    @Test
    void aClaimKeepsNobodyOutAndAProofDoes() {
        House squatter = admin.organization();
        House rightful = admin.organization();
        String name = free();
        String squatted = claim(squatter, name);
        String value = claim(rightful, name);
        assertThat(value).isNotEqualTo(squatted);
        InfraTestResource.infra().publishTxt(name, value);

        verify(squatter, name).body("finding", equalTo("OTHER_VALUES"));
        verify(rightful, name).body("status", equalTo("VERIFIED"));
        InfraTestResource.infra().publishTxt(name, squatted);

        verify(squatter, name)
                .body("status", equalTo("FAILED"))
                .body("finding", equalTo("TAKEN"))
                .body("nextCheckAt", nullValue());
        admin.get(admin.platform(), path(rightful, "")).body("domains.status", equalTo(List.of("VERIFIED")));
    }

    /** R-DOM-3, R-SSO-18: a company's domain serves all its organizations. */
    @Test
    void aDomainOfTheCompanyServesItsOtherOrganizations() {
        House first = admin.organization();
        House second = admin.organization();
        House stranger = admin.organization();
        String company = admin.post(admin.platform(), "/v2/companies", Map.of("name", AdminFixture.unique("co")))
                .statusCode(201)
                .extract()
                .path("id");
        for (House house : List.of(first, second)) {
            admin.change("update organization set company_id = ?::uuid where id = ?", company, house.id());
        }
        String domain = admin.domain(first);

        admin.post(admin.platform(), path(second, ""), Map.of("name", domain))
                .statusCode(409)
                .body("code", equalTo("DOMAIN_TAKEN"))
                .body("detail", containsString("of your company"));
        for (House house : List.of(second, stranger)) {
            admin.post(
                            admin.platform(),
                            "/v2/connections",
                            Map.of(
                                    "name",
                                    "x",
                                    "protocol",
                                    "SAML",
                                    "organization",
                                    house.name(),
                                    "domains",
                                    List.of(domain)))
                    .statusCode(house == second ? 201 : 400);
        }
        admin.change("update connection set state = 'ACTIVE' where organization_id = ?", second.id());
        given().header("Authorization", "Bearer " + TestTokens.service("sso-gateway", "membership-service"))
                .contentType("application/json")
                .body(Map.of("email", "ann@" + domain))
                .post("/internal/v1/connections/choices")
                .then()
                .statusCode(200)
                .body("choices.organization", equalTo(List.of(second.name())));
    }

    /** R-DOM-4, R-DOM-2, R-SSO-11. */
    @Test
    void aDomainIsDeletedOnlyWithItsNameTypedAndWhenNoConnectionUsesIt() {
        House house = admin.organization();
        UUID connection = admin.connection(house);
        String name = admin.get(admin.platform(), "/v2/connections/" + connection)
                .extract()
                .path("domains[0]");
        admin.person(house, "member");
        admin.change(
                "update account set email = user_name || '@' || ?::text, email_key = user_name || '@' || ?::text where id in"
                        + " (select account_id from member where organization_id = ? and role = 'member')",
                name,
                name,
                house.id());

        admin.delete(admin.platform(), path(house, "/" + name + "?confirm=" + name))
                .statusCode(409)
                .body("code", equalTo("DOMAIN_IN_USE"))
                .body("detail", containsString("1 connection(s) use this domain (main), and 1 member(s)"));
        admin.get(admin.platform(), path(house, "/" + name))
                .body("reliance.connections", equalTo(1))
                .body("reliance.connectionNames", equalTo(List.of("main")))
                .body("reliance.members", equalTo(1));
        admin.delete(admin.platform(), "/v2/connections/" + connection).statusCode(200);
        admin.delete(admin.platform(), path(house, "/" + name))
                .statusCode(409)
                .body("code", equalTo("CONFIRMATION_MISSING"))
                .body("detail", containsString("1 member(s)"));
        admin.delete(admin.platform(), path(house, "/" + name + "?confirm=" + name))
                .statusCode(200)
                .body("members", equalTo(1));

        admin.delete(admin.platform(), path(house, "/" + name + "?confirm=" + name))
                .statusCode(404)
                .body("code", equalTo("DOMAIN_UNKNOWN"));
        assertThat(admin.events(house.id())).endsWith("SsoConnectionDeleted", "DomainRemoved");
        String again = claim(house, name);
        admin.delete(admin.platform(), path(house, "/" + name + "?confirm=" + name))
                .statusCode(200);
        assertThat(claim(house, name)).isNotEqualTo(again);
    }

    /** R-DOM-5: the switch. */
    @Test
    void onlyAVerifiedDomainHasAutoProvisioning() {
        House house = admin.organization();
        String pending = free();
        claim(house, pending);
        String verified = admin.domain(house);
        Map<String, Object> on = Map.of("autoProvisioning", true);

        admin.patch(admin.platform(), path(house, "/" + pending), on)
                .statusCode(400)
                .body("code", equalTo("DOMAIN_UNVERIFIED"));
        for (int i = 0; i < 2; i++) {
            admin.patch(admin.platform(), path(house, "/" + verified), on)
                    .statusCode(200)
                    .body("autoProvisioning", equalTo(true));
        }
        admin.patch(admin.platform(), path(house, "/" + verified), Map.of("autoProvisioning", false))
                .statusCode(200);
        admin.patch(admin.platform(), path(house, "/" + verified), Map.of()).statusCode(400);

        assertThat(admin.events(house.id()))
                .endsWith("DomainVerified", "DomainAutoProvisioningEnabled", "DomainAutoProvisioningDisabled");
    }

    /** R-DOM-6. */
    @Test
    void theAuditListsAccountsOfVerifiedDomainsThatAreNoMembers() {
        House house = admin.organization();
        House other = admin.organization();
        String domain = admin.domain(house);
        String pending = free();
        claim(house, pending);
        mail(admin.person(house, "member", UUID.randomUUID(), "In Side"), "in@" + domain);
        mail(admin.person(other, "member", UUID.randomUUID(), "=1+1 \"Out\""), "out@" + domain);
        mail(admin.person(other, "member", UUID.randomUUID(), "Not Yet"), "not@" + pending);

        String csv = admin.get(admin.platform(), path(house, "/audit"))
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", containsString(house.name() + "-uncaptured.csv"))
                .extract()
                .asString();

        assertThat(csv.lines().toList()).hasSize(2).first().isEqualTo("Name,Username,Email");
        assertThat(csv).contains("\"'=1+1 \"\"Out\"\"\",").contains(",\"out@" + domain + "\"\r\n");
        admin.get(admin.person(house, "member").token(), path(house, "/audit")).statusCode(403);
    }

    private void mail(AdminFixture.Person person, String address) {
        admin.change("update account set email = ?, email_key = ? where id = ?", address, address, person.accountId());
    }

    @Test
    void anOrganizationHasABoundOfClaimsThatAreNotProved() {
        House house = admin.organization();
        admin.change(
                "insert into domain (organization_id, name, txt_value, created_at) select ?, i || ?, 'x', now()"
                        + " from generate_series(1, ?) i",
                house.id(),
                "." + free(),
                DomainRules.PENDING_MAX);

        admin.post(admin.platform(), path(house, ""), Map.of("name", free()))
                .statusCode(400)
                .body("code", equalTo("TOO_MANY"));
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
