package dev.rollcall.systemtests.provisioning;

import static dev.rollcall.systemtests.suite.People.filter;
import static dev.rollcall.systemtests.suite.People.group;
import static dev.rollcall.systemtests.suite.People.mail;
import static dev.rollcall.systemtests.suite.People.member;
import static dev.rollcall.systemtests.suite.People.okta;
import static dev.rollcall.systemtests.suite.People.patch;
import static dev.rollcall.systemtests.suite.People.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The life of a group of {@code organization:team}. */
class GroupST {
    private final Http okta = RunningSuite.get().scim("acme");
    private final Http admin = RunningSuite.get().api("membership");

    /** R-GRP-1, R-GRP-2, R-GRP-3, R-SCIM-16: a team appears, with whoever is in the group, and each sees the group. */
    @Test
    void aGroupMakesATeamAndPutsItsMembersIn() {
        String ann = user("ann");
        String team = unique("developers");

        String id = okta.post("/Groups", group("acme:" + team, member(ann)))
                .requireStatus(201)
                .id();

        assertThat(members(id)).containsExactly(ann);
        assertThat(teamMembers(team)).isEqualTo(1);
        JsonNode groups = okta.get("/Users/" + ann).json().path("groups");
        assertThat(groups.findValuesAsText("value")).contains(id);
        assertThat(groups.findValuesAsText("display")).contains("acme:" + team);
        JsonNode found = okta.get(
                        "/Groups" + filter("displayName eq \"acme:" + team + "\"") + "&excludedAttributes=members")
                .requireStatus(200)
                .json();
        assertThat(found.at("/Resources/0/id").asText()).isEqualTo(id);
        assertThat(found.at("/Resources/0").has("members")).isFalse();
    }

    /** R-GRP-4, R-GRP-6, O7, O8, E11, E12: members come and go in every form, twice as well as once. */
    @Test
    void membersAreAddedRemovedAndReplacedHoweverOften() {
        String ann = user("ann");
        String bob = user("bob");
        String id = okta.post("/Groups", group("acme:" + unique("backend")))
                .requireStatus(201)
                .id();
        Map<String, Object> add = Map.of("op", "Add", "path", "members", "value", List.of(member(ann), member(bob)));
        Map<String, Object> removeByPath = Map.of("op", "remove", "path", "members[value eq \"" + ann + "\"]");
        Map<String, Object> removeByValue = Map.of("op", "Remove", "path", "members", "value", List.of(member(bob)));

        change(id, add);
        change(id, add);
        assertThat(members(id)).containsExactlyInAnyOrder(ann, bob);
        change(id, removeByPath);
        change(id, removeByPath);
        assertThat(members(id)).containsExactly(bob);
        change(id, removeByValue);
        assertThat(members(id)).isEmpty();
        change(id, Map.of("op", "replace", "path", "members", "value", List.of(member(ann))));
        assertThat(members(id)).containsExactly(ann);
    }

    /** R-GRP-7: out of a group is not out of the organization. */
    @Test
    void leavingAGroupLeavesTheMembershipAlone() {
        String ann = user("ann");
        String team = unique("web");
        String id = okta.post("/Groups", group("acme:" + team, member(ann)))
                .requireStatus(201)
                .id();

        change(id, Map.of("op", "remove", "path", "members[value eq \"" + ann + "\"]"));

        assertThat(teamMembers(team)).isZero();
        assertThat(okta.get("/Users/" + ann)
                        .requireStatus(200)
                        .json()
                        .path("active")
                        .asBoolean())
                .isTrue();
    }

    /** R-SCIM-34: a deactivated member is in no team. */
    @Test
    void aDeactivatedUserLeavesTheTeam() {
        String ann = user("ann");
        String team = unique("ops");
        okta.post("/Groups", group("acme:" + team, member(ann))).requireStatus(201);

        okta.patch("/Users/" + ann, patch(Map.of("op", "replace", "value", Map.of("active", false))))
                .requireStatus(200);

        assertThat(teamMembers(team)).isZero();
    }

    /** O6, R-GRP-9: a rename moves people to another team; deleting the group takes them out and keeps the team. */
    @Test
    void aGroupIsRenamedAndDeleted() {
        String ann = user("ann");
        String first = unique("blue");
        String second = unique("green");
        String id = okta.post("/Groups", group("acme:" + first, member(ann)))
                .requireStatus(201)
                .id();

        change(id, Map.of("op", "replace", "value", Map.of("id", id, "displayName", "acme:" + second)));

        assertThat(teamMembers(first)).isZero();
        assertThat(teamMembers(second)).isEqualTo(1);
        okta.delete("/Groups/" + id).requireStatus(204);
        okta.get("/Groups/" + id).requireScimError(404, "");
        assertThat(teamMembers(second)).isZero();
        okta.get("/Users/" + ann).requireStatus(200);
    }

    /** R-GRP-8, R-GRP-12, E26: names and members that cannot be are refused, each in SCIM's form, and nothing is done. */
    @Test
    void aGroupThatCannotBeIsRefusedWhole() {
        String ann = user("ann");
        String team = unique("strict");
        okta.post("/Groups", group("no colon in here")).requireScimError(400, "invalidValue");
        okta.post("/Groups", group("elsewhere:" + team)).requireScimError(400, "invalidValue");
        okta.post(
                        "/Groups",
                        group(
                                "acme:" + team,
                                member(ann),
                                member(UUID.randomUUID().toString())))
                .requireScimError(400, "invalidValue");
        assertThat(okta.get("/Groups" + filter("displayName eq \"acme:" + team + "\""))
                        .json()
                        .path("totalResults")
                        .asInt())
                .isZero();

        okta.post("/Groups", group("acme:" + team)).requireStatus(201);
        okta.post("/Groups", group("acme:" + team)).requireScimError(409, "uniqueness");
    }

    private String user(String name) {
        return okta.post("/Users", okta(mail(name, "acme.example")))
                .requireStatus(201)
                .id();
    }

    private void change(String group, Object operation) {
        okta.patch("/Groups/" + group, patch(operation)).requireStatus(204);
    }

    private List<String> members(String group) {
        return okta.get("/Groups/" + group)
                .requireStatus(200)
                .json()
                .path("members")
                .findValuesAsText("value");
    }

    private int teamMembers(String team) {
        return admin.get("/v2/orgs/acme/groups/" + team + "/members")
                .requireStatus(200)
                .json()
                .required("members")
                .size();
    }
}
