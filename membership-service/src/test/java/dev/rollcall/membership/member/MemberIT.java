package dev.rollcall.membership.member;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.kit.TestTokens;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import dev.rollcall.membership.admin.AdminFixture.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class MemberIT {
    @Inject
    AdminFixture admin;

    /** R-MEM-2, R-MEM-3. */
    @Test
    void aMemberIsShownWithOriginRoleAndTeams() {
        House house = admin.organization();
        admin.domain(house);
        Person editor = admin.person(house, "editor");
        UUID team = UUID.randomUUID();
        admin.change(
                "insert into team (organization_id, id, name, name_key, created_at) values (?, ?, 'Crew', 'crew', now())",
                house.id(),
                team);
        admin.change(
                "insert into team_member (team_id, member_id, source, added_at) values (?, ?, 'MANUAL', now()), (?, ?, 'SCIM_GROUP', now())",
                team,
                editor.memberId(),
                team,
                editor.memberId());

        admin.get(admin.platform(), "/v2/orgs/" + house.name() + "/members/" + editor.memberId())
                .statusCode(200)
                .body("id", equalTo(editor.memberId().toString()))
                .body("role", equalTo("Editor"))
                .body("groups", equalTo(List.of("Crew")))
                .body("is_guest", equalTo(true))
                .body("provisioning_origin", equalTo("INVITE"))
                .body("managed_by", equalTo("NONE"))
                .body("active", equalTo(true))
                .body("conflicts", equalTo(0));
    }

    @Test
    void aMemberIsFoundByUsernameInAnyLetterCase() {
        House house = admin.organization();
        Person person = admin.person(house, "member");
        String userName = "P" + person.accountId().toString().replace("-", "").toUpperCase();

        admin.get(admin.platform(), "/v2/orgs/" + house.name() + "/members/" + userName)
                .statusCode(200)
                .body("id", equalTo(person.memberId().toString()));
        admin.get(admin.platform(), "/v2/orgs/" + house.name() + "/members/nobody")
                .statusCode(404)
                .body("code", equalTo("MEMBER_UNKNOWN"));
        admin.get(admin.platform(), "/v2/orgs/" + house.name() + "/members/a%00b")
                .statusCode(404);
    }

    /** R-MEM-1, R-MEM-4. */
    @Test
    void theListIsNarrowedByWhatIsAskedFor() {
        House house = admin.organization();
        admin.person(house, "editor", UUID.randomUUID(), "Wren 100% Case_Study");
        Person gone = admin.person(house, "member", UUID.randomUUID(), "Gone Person");
        admin.change("update member set status = 'INACTIVE' where id = ?", gone.memberId());
        String path = "/v2/orgs/" + house.name() + "/members?";
        String token = admin.platform();

        admin.get(token, path + "page_size=10").body("members", hasSize(3)).body("count", equalTo(3));
        admin.get(token, path + "search=WREN").body("members", hasSize(1));
        admin.get(token, path + "search=100%25%20case_").body("members", hasSize(1));
        admin.get(token, path + "search=case-study").body("members", hasSize(0));
        admin.get(token, path + "search=people.example").body("members", hasSize(2));
        admin.get(token, path + "role=editor").body("members.role", equalTo(List.of("Editor")));
        admin.get(token, path + "origin=MANUAL").body("members.role", equalTo(List.of("Owner")));
        admin.get(token, path + "managedBy=SCIM").body("members", hasSize(0)).body("count", equalTo(0));
        admin.get(token, path + "status=inactive").body("members.full_name", equalTo(List.of("Gone Person")));
        for (String wrong : List.of("role=boss", "origin=MAGIC", "managedBy=ME", "status=MAYBE")) {
            admin.get(token, path + wrong).statusCode(400).body("detail", containsString(wrong.split("=")[0] + ":"));
        }
    }

    @Test
    void theListGoesOnByCursorAndByPageWithoutLossOrRepetition() {
        House house = admin.organization();
        for (int i = 0; i < 6; i++) {
            admin.person(house, "member");
        }
        String path = "/v2/orgs/" + house.name() + "/members?page_size=3";
        String token = admin.platform();
        Set<String> seen = new HashSet<>();
        String next = "";

        for (int pages = 0; next != null && pages < 5; pages++) {
            var page = admin.get(token, path + (next.isEmpty() ? "" : "&cursor=" + next))
                    .statusCode(200);
            List<String> ids = page.extract().path("members.id");
            ids.forEach(id -> Assertions.assertThat(seen.add(id)).isTrue());
            next = page.extract().path("next");
        }

        Assertions.assertThat(seen).hasSize(7);
        admin.get(token, path + "&page=3").body("members", hasSize(1)).body("next", equalTo(null));
    }

    @Test
    void onlyOwnersAndTokensWithTheScopeSeeMembers() {
        House mine = admin.organization();
        House other = admin.organization();
        String path = "/v2/orgs/" + mine.name() + "/members";
        UUID token = UUID.randomUUID();
        String reader = TestTokens.organization(token, mine.id(), Set.of("scope-member-read"));

        admin.get(reader, path).statusCode(200).body("members", hasSize(1));
        admin.get(reader, "/v2/orgs/" + other.name() + "/members").statusCode(404);
        admin.get(TestTokens.organization(token, mine.id(), Set.of("scope-group-read")), path)
                .statusCode(403);
        admin.get(admin.person(mine, "editor").token(), path).statusCode(403);
        admin.get(admin.person(other, "owner").token(), path).statusCode(404);
        Person foreign = admin.person(other, "member");
        admin.get(admin.person(mine, "owner").token(), path + "/" + foreign.memberId())
                .statusCode(404);
    }
}
