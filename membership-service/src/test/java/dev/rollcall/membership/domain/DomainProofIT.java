package dev.rollcall.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long DNS is asked about a claim, and what is left of a domain that was deleted: R-DOM-1, R-DOM-2, R-DOM-4. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class DomainProofIT {
    @Inject
    AdminFixture admin;

    @Inject
    DomainChecks checks;

    private final String name = AdminFixture.unique("mail") + ".example";

    private ValidatableResponse show(House house) {
        return admin.get(admin.platform(), "/v2/orgs/" + house.name() + "/domains/" + name)
                .statusCode(200);
    }

    private String claimed(House house) {
        return admin.post(admin.platform(), "/v2/orgs/" + house.name() + "/domains", Map.of("name", name))
                .statusCode(201)
                .body("status", equalTo("PENDING"))
                .body("autoProvisioning", equalTo(false))
                .body("verifiedBy", nullValue())
                .extract()
                .path("txtValue");
    }

    /** As long after the claim as that; DNS is asked, and not by an owner. */
    private void lookedAtAfter(String age, House house) {
        admin.change(
                "update domain set next_check_at = now(), checked_at = null, checks = 75, created_at = now() - ?::interval"
                        + " where organization_id = ? and name = ?",
                age,
                house.id(),
                name);
        do {
            checks.sweep();
        } while (admin.number(
                        "select count(*) from domain where organization_id = ? and checked_at is null", house.id())
                > 0);
    }

    /** R-DOM-1: pending until the last minute of the 72 hours, failed after them; both with what was really seen. */
    @Test
    void aClaimFailsAfterSeventyTwoHoursAndNotBefore() {
        House house = admin.organization();
        claimed(house);
        InfraTestResource.infra().publishTxt(name, "v=spf1 -all");

        lookedAtAfter("71 hours 5 minutes", house); // an hour after this look is too late, the end is not
        show(house)
                .body("status", equalTo("PENDING"))
                .body("finding", equalTo("OTHER_VALUES"))
                .body("seen", equalTo(List.of("v=spf1 -all")))
                .body("nextCheckAt", notNullValue());
        lookedAtAfter("72 hours", house);

        show(house)
                .body("status", equalTo("FAILED"))
                .body("finding", equalTo("OTHER_VALUES"))
                .body("seen", equalTo(List.of("v=spf1 -all")))
                .body("advice", notNullValue())
                .body("nextCheckAt", nullValue());
        assertThat(admin.number("select count(*) from domain where name = ? and next_check_at is not null", name))
                .as("nobody asks DNS any more")
                .isZero();
    }

    /** R-DOM-4, R-DOM-2: what was proved and switched on goes with it, though the old record is still there. */
    @Test
    void aDomainThatIsClaimedAgainHasNeitherProofNorAutoProvisioning() {
        House house = admin.organization();
        String path = "/v2/orgs/" + house.name() + "/domains/" + name;
        String old = claimed(house);
        InfraTestResource.infra().publishTxt(name, old);
        admin.post(admin.platform(), path + "/verify", Map.of()).body("status", equalTo("VERIFIED"));
        admin.patch(admin.platform(), path, Map.of("autoProvisioning", true)).statusCode(200);

        admin.delete(admin.platform(), path)
                .statusCode(409)
                .body("code", equalTo("CONFIRMATION_MISSING"))
                .body("detail", containsString("cannot be undone"));
        show(house).body("status", equalTo("VERIFIED")).body("autoProvisioning", equalTo(true));
        admin.delete(admin.platform(), path + "?confirm=" + name).statusCode(200);

        assertThat(claimed(house)).isNotEqualTo(old);
        admin.post(admin.platform(), path + "/verify", Map.of())
                .body("status", equalTo("PENDING"))
                .body("finding", equalTo("OTHER_VALUES"));
    }
}
