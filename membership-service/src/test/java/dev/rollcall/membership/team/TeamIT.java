package dev.rollcall.membership.team;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class TeamIT {
    @Inject
    AdminFixture admin;

    private UUID team(House house, String name) {
        UUID id = UUID.randomUUID();
        admin.change(
                "insert into team (organization_id, id, name, name_key, created_at) values (?, ?, ?, ?, now())",
                house.id(),
                id,
                name,
                name.toLowerCase());
        return id;
    }

    private void join(UUID team, Person person, String source) {
        admin.change(
                "insert into team_member (team_id, member_id, source, added_at) values (?, ?, ?, now())",
                team,
                person.memberId(),
                source);
    }

    /** R-TEAM-1, R-TEAM-5. */
    @Test
    void teamsAreListedWithTheirMembersCountedOnce() {
        House house = admin.organization();
        UUID crew = team(house, "Crew");
        team(house, "Abc");
        Person person = admin.person(house, "member");
        join(crew, person, "MANUAL");
        join(crew, person, "SCIM_GROUP");
        String path = "/v2/orgs/" + house.name() + "/groups";

        admin.get(admin.platform(), path)
                .statusCode(200)
                .body("groups.name", equalTo(List.of("Abc", "Crew")))
                .body("groups.member_count", equalTo(List.of(0, 1)))
                .body("groups[1].uuid", equalTo(crew.toString()));
        admin.get(admin.platform(), path + "?search=CRE").body("groups", hasSize(1));
        String userName = "p" + person.accountId().toString().replace("-", "");
        admin.get(admin.platform(), path + "?username=" + userName).body("groups.name", equalTo(List.of("Crew")));
        admin.get(admin.platform(), path + "/CREW/members")
                .statusCode(200)
                .body("members", hasSize(1))
                .body("members[0].sources", equalTo(List.of("MANUAL", "SCIM_GROUP")))
                .body("members[0].email", notNullValue());
    }

    @Test
    void pagesOfTeamsAndTheirMembersGoOn() {
        House house = admin.organization();
        UUID crew = team(house, "crew");
        team(house, "zebra");
        for (int i = 0; i < 3; i++) {
            join(crew, admin.person(house, "member"), "MANUAL");
        }
        String path = "/v2/orgs/" + house.name() + "/groups";
        String token = admin.platform();

        String next = admin.get(token, path + "?page_size=1")
                .body("groups", hasSize(1))
                .extract()
                .path("next");
        admin.get(token, path + "?page_size=1&cursor=" + next)
                .body("groups.name", equalTo(List.of("zebra")))
                .body("next", nullValue());
        String more = admin.get(token, path + "/crew/members?page_size=2")
                .body("members", hasSize(2))
                .extract()
                .path("next");
        admin.get(token, path + "/crew/members?page_size=2&cursor=" + more)
                .body("members", hasSize(1))
                .body("next", nullValue());
    }

    /** R-TEAM-2. */
    @Test
    void eMailsShowToOwnersOnly() {
        House house = admin.organization();
        UUID crew = team(house, "crew");
        join(crew, admin.person(house, "member"), "MANUAL");
        String path = "/v2/orgs/" + house.name() + "/groups/crew/members";
        String reader = TestTokens.organization(UUID.randomUUID(), house.id(), Set.of("scope-group-read"));

        admin.get(reader, path).statusCode(200).body("members[0].email", nullValue());
        admin.get(reader, path + "?search=people.example").body("members", hasSize(0));
        admin.get(admin.person(house, "owner").token(), path + "?search=people.example")
                .body("members", hasSize(1));
    }

    @Test
    void teamsAreTheirOrganizationsOwn() {
        House mine = admin.organization();
        House other = admin.organization();
        team(other, "theirs");
        String owner = admin.person(mine, "owner").token();

        admin.get(owner, "/v2/orgs/" + other.name() + "/groups").statusCode(404);
        admin.get(owner, "/v2/orgs/" + mine.name() + "/groups/theirs/members")
                .statusCode(404)
                .body("code", equalTo("TEAM_UNKNOWN"));
        admin.get(admin.person(mine, "member").token(), "/v2/orgs/" + mine.name() + "/groups")
                .statusCode(403);
    }
}
