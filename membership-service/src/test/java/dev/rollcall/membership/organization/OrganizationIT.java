package dev.rollcall.membership.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.kit.TestTokens;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import dev.rollcall.membership.admin.AdminFixture.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class OrganizationIT {
    @Inject
    AdminFixture admin;

    @Test
    void anOrganizationBeginsWithItsMakerAsOwner() {
        // given
        String name = AdminFixture.unique("acme");

        // when
        var made = admin.post(admin.platform(), "/v2/orgs", Map.of("name", name.toUpperCase(), "seats", 5));

        // then
        UUID id = UUID.fromString(made.statusCode(201)
                .body("name", equalTo(name))
                .body("displayName", equalTo(name.toUpperCase()))
                .body("seats", equalTo(5))
                .body("seatsUsed", equalTo(1))
                .extract()
                .path("id"));
        assertThat(admin.number("""
                        select count(*) from member where organization_id = ? and role = 'owner' and status = 'ACTIVE'
                            and origin = 'MANUAL' and managed_by = 'NONE' and role_source = 'PLATFORM'
                        """, id)).isEqualTo(1);
        assertThat(admin.events(id)).containsExactly("OrgCreated", "UserProvisioned");
    }

    @Test
    void withoutASeatLimitNobodyCounts() {
        House house = admin.organization();

        admin.get(admin.platform(), "/v2/orgs/" + house.name())
                .statusCode(200)
                .body("seats", nullValue())
                .body("seatsUsed", equalTo(0));
    }

    @Test
    void aNameIsTakenInAnyLetterCase() {
        House house = admin.organization();

        admin.post(admin.platform(), "/v2/orgs", Map.of("name", house.name().toUpperCase()))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("ORGANIZATION_EXISTS"))
                .body("traceId", notNullValue());
    }

    @Test
    void everyBadValueIsNamed() {
        String token = admin.platform();
        record Case(Map<String, Object> body, String field) {}
        var cases = Set.of(
                new Case(Map.of(), "name"),
                new Case(Map.of("name", 7), "name"),
                new Case(Map.of("name", "x"), "name"),
                new Case(Map.of("name", "under_score"), "name"),
                new Case(Map.of("name", "platform"), "name"),
                new Case(Map.of("name", UUID.randomUUID().toString()), "name"),
                new Case(Map.of("name", "fine-name", "seats", 0), "seats"),
                new Case(Map.of("name", "fine-name", "seats", "many"), "seats"),
                new Case(Map.of("name", "fine-name", "companyId", "none"), "companyId"),
                new Case(Map.of("name", "fine-name", "displayName", " "), "displayName"),
                new Case(Map.of("name", "fine-name", "seatz", 4), "seatz"));

        for (Case wrong : cases) {
            admin.post(token, "/v2/orgs", wrong.body())
                    .statusCode(400)
                    .body("code", equalTo("VALUE_INVALID"))
                    .body("detail", containsString(wrong.field() + ":"));
        }
    }

    @Test
    void aBodyThatIsNoObjectIsMalformed() {
        String token = admin.platform();

        admin.post(token, "/v2/orgs", "[1]").statusCode(400).body("code", equalTo("REQUEST_MALFORMED"));
        admin.post(token, "/v2/orgs", "{\"name\":").statusCode(400).body("code", equalTo("REQUEST_MALFORMED"));
    }

    @Test
    void onlyTheBreakGlassOwnerMakesOrganizations() {
        House house = admin.organization();
        Person owner = admin.person(house, "owner");
        UUID nobody = UUID.randomUUID();

        admin.post(owner.token(), "/v2/orgs", Map.of("name", AdminFixture.unique("mine")))
                .statusCode(403)
                .body("code", equalTo("ROLE_INSUFFICIENT"));
        admin.post(TestTokens.platform(nobody), "/v2/orgs", Map.of("name", AdminFixture.unique("ghost")))
                .statusCode(404)
                .body("code", equalTo("ACCOUNT_UNKNOWN"));
    }

    @Test
    void withoutATokenNothingIsConfirmed() {
        House house = admin.organization();

        admin.get("nonsense", "/v2/orgs/" + house.name()).statusCode(401).body("code", equalTo("TOKEN_INVALID"));
        admin.get("nonsense", "/v2/orgs/" + UUID.randomUUID()).statusCode(401);
    }

    @Test
    void anotherOrganizationReadsAsNone() {
        House mine = admin.organization();
        House other = admin.organization();
        String token = admin.person(mine, "owner").token();

        String foreign = admin.get(token, "/v2/orgs/" + other.name())
                .statusCode(404)
                .extract()
                .path("detail");
        admin.get(token, "/v2/orgs/" + AdminFixture.unique("none"))
                .statusCode(404)
                .body("detail", equalTo(foreign));
        admin.get(token, "/v2/orgs/" + other.id()).statusCode(404).body("detail", equalTo(foreign));
        admin.get(token, "/v2/orgs/a%00b").statusCode(404).body("detail", equalTo(foreign));
        admin.get(token, "/v2/orgs")
                .statusCode(200)
                .body("organizations.name", equalTo(java.util.List.of(mine.name())));
    }

    @Test
    void aTokenOfSomebodyDeactivatedIsVoid() {
        House house = admin.organization();
        Person owner = admin.person(house, "owner");
        admin.change("update member set status = 'INACTIVE', session_epoch = 2 where id = ?", owner.memberId());

        admin.get(owner.token(), "/v2/orgs/" + house.name()).statusCode(401).body("code", equalTo("TOKEN_INVALID"));
    }

    @Test
    void theListGoesOnWhereTheCursorSays() {
        House first = admin.organization();
        House second = admin.organization();
        String token = admin.platform();

        var page = admin.get(token, "/v2/orgs?page_size=1").statusCode(200).body("organizations", hasSize(1));
        String next = page.extract().path("next");
        String link = page.extract().header("Link");

        assertThat(link).contains("page_size=1").contains("cursor=" + next).endsWith("rel=\"next\"");
        String shown = page.extract().path("organizations[0].name");
        admin.get(token, "/v2/orgs?page_size=1&cursor=" + next)
                .statusCode(200)
                .body("organizations.name", not(hasItem(shown)));
        admin.get(token, "/v2/orgs?page_size=200").body("organizations.name", hasItem(first.name()));
        admin.get(token, "/v2/orgs?page_size=200").body("organizations.name", hasItem(second.name()));
    }

    @Test
    void badPagesAndCursorsAreNamed() {
        String token = admin.platform();

        for (String query : Set.of("page_size=0", "page_size=201", "page_size=x")) {
            admin.get(token, "/v2/orgs?" + query).statusCode(400).body("detail", containsString("page_size:"));
        }
        for (String query : Set.of("page=0", "page=-1", "page=51&page_size=200", "page=1&cursor=MTo")) {
            admin.get(token, "/v2/orgs?" + query).statusCode(400).body("detail", containsString("page:"));
        }
        admin.get(token, "/v2/orgs?cursor=%21").statusCode(400).body("code", equalTo("CURSOR_INVALID"));
    }
}
