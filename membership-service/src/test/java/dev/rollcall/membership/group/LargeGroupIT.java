package dev.rollcall.membership.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-GRP-20: a group of 100,000 is read part by part, and nobody is left out. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class LargeGroupIT {
    private static final int MEMBERS = 100_000;

    @Test
    void everyMemberIsInOneOfThePartsOnce() {
        // given
        Stage stage = new Stage();
        UUID small = group(stage, "few", 1);
        // Small, in a database of its own: a plan that were kept from here would read all users for each member.
        Stage.sql("analyze scim_user, scim_group_member");
        for (int i = 0; i < 20; i++) {
            stage.get("/groups/" + small + "?members=true").then().body("members", hasSize(1));
        }
        UUID group = group(stage, "all", MEMBERS);

        // when
        List<String> seen =
                new ArrayList<>(stage.get("/groups/" + group + "?members=true").path("members.value"));
        assertThat(seen).hasSize(GroupRecord.MEMBERS_TOGETHER_MAX);
        for (int size = seen.size(); size == GroupRecord.MEMBERS_TOGETHER_MAX; ) {
            List<String> next = stage.get("/groups/" + group + "/members?after=" + seen.getLast())
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("value");
            seen.addAll(next);
            size = next.size();
        }

        // then
        assertThat(new HashSet<>(seen)).hasSize(MEMBERS);
        assertThat(seen).isSorted().hasSize(MEMBERS);
    }

    @Test
    void aGroupThatIsGoneDoesNotLookLikeOneThatEnds() {
        Stage stage = new Stage();
        UUID group = group(stage, "all", 10);
        Stage other = new Stage();

        stage.get("/groups/" + group + "/members?after=" + new UUID(0, 0))
                .then()
                .body("", hasSize(10));
        other.get("/groups/" + group + "/members?after=" + new UUID(0, 0))
                .then()
                .statusCode(404)
                .body("code", equalTo("GROUP_UNKNOWN"));
        stage.delete("/groups/" + group).then().statusCode(204);
        stage.get("/groups/" + group + "/members?after=" + new UUID(0, 5))
                .then()
                .statusCode(404);
    }

    private static UUID group(Stage stage, String team, int members) {
        UUID group = UUID.fromString(
                stage.post("/groups", "{\"resource\":{\"displayName\":\"%s:%s\"}}".formatted(stage.name, team))
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("id"));
        Stage.sql("""
                with made as (
                  insert into scim_user (connection_id, id, account_id, user_name, user_name_key, active, resource,
                                         created_at, updated_at, version)
                  select ?, gen_random_uuid(), gen_random_uuid(), ? || i, ? || i, true,
                         jsonb_build_object('userName', 'u' || i), now(), now(), 1 from generate_series(1, ?) i
                  returning id)
                insert into scim_group_member select ?, id from made""", stage.connectionId, team, team, members, group);
        return group;
    }
}
