package dev.rollcall.membership.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.kit.TestTokens;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import dev.rollcall.membership.admin.AdminFixture.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class AccountsIT {
    @Inject
    AdminFixture admin;

    private static RequestSpecification as(String service) {
        return given().header("Authorization", "Bearer " + TestTokens.service(service, "membership-service"))
                .contentType(ContentType.JSON);
    }

    @Test
    void theOwnersAccountIsMadeOnceWhateverTheLetterCase() {
        String email = AdminFixture.unique("boss") + "@corp.example";

        String first = as("sso-gateway")
                .body(Map.of("email", email))
                .post("/internal/v1/accounts/owner")
                .then()
                .statusCode(200)
                .body("email", equalTo(email))
                .extract()
                .path("accountId");
        as("sso-gateway")
                .body(Map.of("email", email.toUpperCase()))
                .post("/internal/v1/accounts/owner")
                .then()
                .statusCode(200)
                .body("accountId", equalTo(first));

        assertThat(admin.number("""
                        select (select count(*) from outbox where source = ?)
                            + (select count(*) from event_log where source = ?)
                        """, "/membership/account/" + first, "/membership/account/" + first))
                .isEqualTo(1);
    }

    @Test
    void namesakesGetUsernamesOfTheirOwn() {
        String local = AdminFixture.unique("kim");
        for (String domain : new String[] {"@one.example", "@two.example"}) {
            as("sso-gateway")
                    .body(Map.of("email", local + domain))
                    .post("/internal/v1/accounts/owner")
                    .then()
                    .statusCode(200);
        }

        assertThat(admin.number(
                        "select count(distinct user_name_key) from account where email_key like ?", local + "@%"))
                .isEqualTo(2);
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (String email : new String[] {"", "nobody", "a@", "@b.example", "a b@c.example"}) {
            as("sso-gateway")
                    .body(Map.of("email", email))
                    .post("/internal/v1/accounts/owner")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("VALUE_INVALID"));
        }
        as("sso-gateway").body("{}").post("/internal/v1/accounts/owner").then().statusCode(400);
    }

    @Test
    void organizationsAndStandingsAreAsTheDatabaseHasThem() {
        House house = admin.organization();
        Person editor = admin.person(house, "editor");

        as("audit-service")
                .get("/internal/v1/organizations/" + house.name().toUpperCase())
                .then()
                .statusCode(200)
                .body("id", equalTo(house.id().toString()))
                .body("name", equalTo(house.name()));
        as("sso-gateway")
                .get("/internal/v1/organizations/nobody-here")
                .then()
                .statusCode(404)
                .body("code", equalTo("ORGANIZATION_UNKNOWN"));
        String standing = "/internal/v1/members/" + editor.memberId() + "/standing";
        as("audit-service")
                .get(standing)
                .then()
                .statusCode(200)
                .body("active", equalTo(true))
                .body("role", equalTo("editor"))
                .body("sessionEpoch", equalTo(1))
                .body("organizationId", equalTo(house.id().toString()));
        admin.change("update member set status = 'INACTIVE', session_epoch = 2 where id = ?", editor.memberId());
        as("audit-service").get(standing).then().body("active", equalTo(false)).body("sessionEpoch", equalTo(2));
        as("audit-service")
                .get("/internal/v1/members/" + UUID.randomUUID() + "/standing")
                .then()
                .statusCode(404);
    }

    /** What a person's own page shows, and what their session stands on. */
    @Test
    void anAccountsMembershipsAreListedWithRoleTimeAndTeams() {
        House house = admin.organization();
        House other = admin.organization();
        Person person = admin.person(house, "editor");
        admin.person(other, "member", person.accountId(), "Kim");
        UUID team = UUID.randomUUID();
        admin.change(
                "insert into team (organization_id, id, name, name_key, created_at) values (?, ?, 'Blue', 'blue', now())",
                house.id(),
                team);
        for (String source : new String[] {"MANUAL", "DEFAULT"}) {
            admin.change(
                    "insert into team_member (team_id, member_id, source, added_at) values (?, ?, ?, now())",
                    team,
                    person.memberId(),
                    source);
        }
        admin.change("update member set status = 'INACTIVE', session_epoch = 2 where organization_id = ?", other.id());

        var list = as("sso-gateway")
                .get("/internal/v1/accounts/" + person.accountId() + "/memberships")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(list.getList("memberships.organization")).containsExactlyInAnyOrder(house.name(), other.name());
        String here = "memberships.find { it.memberId == '" + person.memberId() + "' }.";
        assertThat(list.getString(here + "role")).isEqualTo("editor");
        assertThat(list.getBoolean(here + "active")).isTrue();
        assertThat(list.getInt(here + "sessionEpoch")).isEqualTo(1);
        assertThat(list.getString(here + "since")).isNotBlank();
        assertThat(list.<String>getList(here + "teams")).containsExactly("Blue");
        assertThat(list.<Boolean>getList("memberships.active")).containsExactlyInAnyOrder(true, false);
        as("sso-gateway")
                .get("/internal/v1/accounts/" + UUID.randomUUID() + "/memberships")
                .then()
                .statusCode(200)
                .body("memberships.size()", equalTo(0));
        as("audit-service")
                .get("/internal/v1/accounts/" + person.accountId() + "/memberships")
                .then()
                .statusCode(403);
    }

    @Test
    void onlyTheServicesThatNeedThemMayAsk() {
        as("scim-endpoint").get("/internal/v1/organizations/any").then().statusCode(403);
        as("audit-service")
                .body(Map.of("email", "a@b.example"))
                .post("/internal/v1/accounts/owner")
                .then()
                .statusCode(403);
        given().get("/internal/v1/organizations/any").then().statusCode(401);
    }
}
