package dev.rollcall.membership.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class GroupsIT {

    /** R-GRP-1, R-GRP-2, R-GRP-6, R-GRP-7 and the fourth acceptance scenario. */
    @Test
    void aPushedGroupMakesTheTeamAndEndsForeignMembershipsOfItOnly() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        UUID jit = stage.member(stage.mail("jit"), "member", "JIT");
        Stage.sql(
                "insert into team (organization_id, id, name, name_key, created_at) values (?, ?, 'Dev', 'dev', now())",
                stage.organizationId,
                jit);
        Stage.sql(
                "insert into team_member (team_id, member_id, source, added_at) values (?, ?, 'JIT_GROUP', now())",
                jit,
                jit);

        String group = create(stage, stage.name.toUpperCase() + ":dev", ann)
                .then()
                .statusCode(200)
                .body("members", equalTo(null))
                .extract()
                .path("id");
        stage.get("/groups/" + group + "?members=true").then().body("members", hasSize(1));

        assertThat(team(stage, "dev")).hasSize(1).doesNotContain(jit.toString());
        assertThat(Stage.strings("select status from member where id = ?", jit)).containsExactly("ACTIVE");
        assertThat(stage.events()).contains("GroupMappingCreated", "MemberTeamAdded", "MemberTeamRemoved");
    }

    /** R-GRP-12. */
    @Test
    void aNameWithoutOrganizationOrOfAForeignOneIsRefused() {
        Stage stage = new Stage();
        Stage foreign = new Stage();
        create(stage, "developers").then().statusCode(400).body("code", equalTo("GROUP_NAME_MALFORMED"));
        create(stage, ":developers").then().statusCode(400);
        create(stage, foreign.name + ":dev").then().statusCode(400).body("code", equalTo("ORGANIZATION_NOT_CONNECTED"));
        create(stage, stage.name + ":owners").then().statusCode(400).body("code", equalTo("TEAM_RESERVED"));
        assertThat(Stage.strings(
                        "select type from conflict where organization_id = ? and state = 'OPEN' order by type",
                        stage.organizationId))
                .containsExactly("GROUP_FORMAT", "GROUP_FORMAT", "GROUP_FORMAT", "UNKNOWN_ORG");
    }

    /** R-GRP-8: the whole request is refused. */
    @Test
    void aMemberWhoIsNoUserOfTheConnectionSpoilsTheRequest() {
        Stage stage = new Stage();
        Stage other = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        UUID stranger = other.user(other.mail("bob"));

        create(stage, stage.name + ":dev", ann, stranger)
                .then()
                .statusCode(400)
                .body("code", equalTo("GROUP_MEMBER_UNKNOWN"))
                .body("detail", containsString(stranger.toString()));
        assertThat(stage.count("select count(*) from scim_group where connection_id = ?", stage.connectionId))
                .isZero();
        assertThat(team(stage, "dev")).isEmpty();
    }

    /** O8: what is there already, or not there, is no error and no event. */
    @Test
    void addingTwiceAndRemovingAStrangerChangeNothing() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        UUID bob = stage.user(stage.mail("bob"));
        UUID group = group(stage, "dev", ann);
        List<String> before = stage.events();

        stage.patch("/groups/" + group, add(ann)).then().statusCode(200).body("version", equalTo(1));
        stage.patch("/groups/" + group, remove(bob)).then().statusCode(200).body("version", equalTo(1));
        stage.patch(
                        "/groups/" + group,
                        "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"replace\",\"value\":{\"id\":\"" + group
                                + "\",\"displayName\":\"" + stage.name + ":dev\"}}]}")
                .then()
                .statusCode(200)
                .body("version", equalTo(1));

        assertThat(stage.events()).isEqualTo(before);
    }

    /** R-GRP-9. */
    @Test
    void renamingMovesTheMembersAndDeletingKeepsTheTeamAndThoseByHand() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        UUID group = group(stage, "dev", ann);
        stage.patch(
                        "/groups/" + group,
                        "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\""
                                + stage.name + ":ops\"}]}")
                .then()
                .statusCode(200);
        assertThat(team(stage, "dev")).isEmpty();
        assertThat(team(stage, "ops")).hasSize(1);
        UUID hand = stage.member(stage.mail("hand"), "member", "MANUAL");
        Stage.sql(
                "insert into team_member (team_id, member_id, source, added_at) select id, ?, 'MANUAL', now() from team"
                        + " where organization_id = ? and name_key = 'ops'",
                hand,
                stage.organizationId);

        stage.delete("/groups/" + group).then().statusCode(204);

        stage.get("/groups/" + group + "?members=true").then().statusCode(404);
        assertThat(team(stage, "ops")).containsExactly(hand.toString());
    }

    /** R-SCIM-34, R-SCIM-36: out of every team while inactive, back in them afterwards; the group lists the person all the time. */
    @Test
    void anInactiveMemberLeavesTheTeamAndComesBackToIt() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        UUID group = group(stage, "dev", ann);

        stage.patch("/users/" + ann, active(false)).then().statusCode(200);
        assertThat(team(stage, "dev")).isEmpty();
        stage.get("/groups/" + group + "?members=true").then().body("members", hasSize(1));
        stage.patch("/users/" + ann, active(true)).then().statusCode(200);

        assertThat(team(stage, "dev")).hasSize(1);
    }

    @Test
    void sixteenAddsAtOnceLoseNobody() throws Exception {
        Stage stage = new Stage();
        List<UUID> users = IntStream.range(0, 16)
                .mapToObj(i -> stage.user(stage.mail("u" + i)))
                .toList();
        UUID group = group(stage, "dev");
        try (var pool = Executors.newFixedThreadPool(16)) {
            List<Callable<Integer>> adds = users.stream()
                    .map(user -> (Callable<Integer>)
                            () -> stage.patch("/groups/" + group, add(user)).statusCode())
                    .toList();
            for (var answer : pool.invokeAll(adds)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        stage.get("/groups/" + group + "?members=true").then().body("members", hasSize(16));
        assertThat(team(stage, "dev")).hasSize(16);
    }

    /** R-GRP-17. */
    @Test
    void aGroupOfAnotherConnectedOrganizationAddsTheMembership() {
        Stage stage = new Stage();
        Stage second = new Stage();
        Stage.sql(
                "insert into connection_organization (connection_id, organization_id) values (?, ?)",
                stage.connectionId,
                second.organizationId);
        UUID ann = stage.user(stage.mail("ann"));

        create(stage, second.name + ":dev", ann).then().statusCode(200);

        assertThat(Stage.strings("select origin from member where organization_id = ?", second.organizationId))
                .containsExactly("SCIM");
        assertThat(second.events()).contains("UserProvisioned", "MemberTeamAdded");
    }

    /** R-GRP-5: the identity provider's own id is kept, and found by. */
    @Test
    void aGroupKeepsItsExternalId() {
        Stage stage = new Stage();
        String body = "{\"resource\":{\"displayName\":\"%s:dev\",\"externalId\":\"Obj-1\"}}".formatted(stage.name);
        String id = stage.post("/groups", body).then().statusCode(200).extract().path("id");
        String query = "{\"filter\":\"externalId eq \\\"%s\\\"\",\"mode\":\"COMPAT\",\"startIndex\":1,\"count\":10,"
                + "\"descending\":false,\"references\":false}";

        stage.post("/groups/query", query.formatted("Obj-1"))
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("groups[0].id", equalTo(id))
                .body("groups[0].externalId", equalTo("Obj-1"));
        stage.post("/groups/query", query.formatted("obj-1")).then().body("total", equalTo(0));
    }

    /** R-GRP-18: a group never makes owners; the attempt shows as a conflict. */
    @Test
    void aGroupCannotBeMappedToTheOwners() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));

        create(stage, stage.name + ":Owners", ann).then().statusCode(400).body("code", equalTo("TEAM_RESERVED"));

        assertThat(Stage.strings("select role from member where organization_id = ?", stage.organizationId))
                .containsExactly("member");
        assertThat(Stage.strings(
                        "select subject from conflict where organization_id = ? and type = 'GROUP_FORMAT'",
                        stage.organizationId))
                .containsExactly("group/" + stage.name + ":Owners");
    }

    /** R-GRP-19: users go on, and each failing group shows what was last wrong with it. */
    @Test
    void aFailingGroupBlocksNobodyAndShowsItsLastError() {
        Stage stage = new Stage();
        create(stage, "no colon").then().statusCode(400);
        create(stage, "no-such-organization:dev").then().statusCode(400);

        stage.user(stage.mail("ann"));
        group(stage, "dev");

        assertThat(Stage.strings(
                        "select subject || ' ' || (details ->> 'refusal') from conflict where organization_id = ? order by 1",
                        stage.organizationId))
                .containsExactly(
                        "group/no colon GROUP_NAME_MALFORMED",
                        "group/no-such-organization:dev ORGANIZATION_NOT_CONNECTED");
    }

    /** R-GRP-14, R-GRP-16: groups that come over SCIM need neither SAML nor JIT. */
    @Test
    void groupsWorkForAnOidcConnectionWithJitOff() {
        Stage stage = new Stage();
        Stage.sql("update connection set protocol = 'OIDC', jit_enabled = false where id = ?", stage.connectionId);
        UUID ann = stage.user(stage.mail("ann"));

        group(stage, "dev", ann);

        assertThat(team(stage, "dev")).hasSize(1);
    }

    @Test
    void listsFilterByNameAndLeaveMembersOutUnlessAsked() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        group(stage, "dev", ann);
        group(stage, "ops");
        String query =
                "{\"filter\":\"displayName eq \\\"" + stage.name + ":DEV\\\"\",\"mode\":\"COMPAT\",\"startIndex\":1,"
                        + "\"count\":10,\"descending\":false,\"references\":%s}";

        stage.post("/groups/query", query.formatted(false))
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("groups[0].members", equalTo(null));
        stage.post("/groups/query", query.formatted(true)).then().body("groups[0].members", hasSize(1));
    }

    private static io.restassured.response.Response create(Stage stage, String name, UUID... members) {
        StringBuilder list = new StringBuilder();
        for (UUID member : members) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"value\":\"")
                    .append(member)
                    .append("\"}");
        }
        return stage.post("/groups", "{\"resource\":{\"displayName\":\"" + name + "\",\"members\":[" + list + "]}}");
    }

    private static UUID group(Stage stage, String team, UUID... members) {
        return UUID.fromString(create(stage, stage.name + ":" + team, members)
                .then()
                .statusCode(200)
                .extract()
                .path("id"));
    }

    private static List<String> team(Stage stage, String key) {
        return Stage.strings(
                "select distinct tm.member_id::text from team_member tm join team t on t.id = tm.team_id"
                        + " where t.organization_id = ? and t.name_key = ?",
                stage.organizationId,
                key);
    }

    private static String add(UUID user) {
        return "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + user
                + "\"}]}]}";
    }

    private static String remove(UUID user) {
        return "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + user
                + "\\\"]\"}]}";
    }

    private static String active(boolean active) {
        return "{\"mode\":\"COMPAT\",\"steps\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":" + active + "}]}";
    }
}
