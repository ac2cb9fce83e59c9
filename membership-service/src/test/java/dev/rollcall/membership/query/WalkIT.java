package dev.rollcall.membership.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** E22: a walk by place through a long list. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class WalkIT {
    private static final int PEOPLE = 1_450;
    private static final int PAGE = 100;

    private final Stage stage = new Stage();

    @Test
    void aWalkMeetsEverybodyWhoStaysWhoeverGoesMeanwhile() {
        // given
        people();
        List<String> all = ids(false);

        // when
        List<String> met = new ArrayList<>();
        for (int start = 1; start <= PEOPLE; start += PAGE) {
            JsonNode page = page(start, false);
            page.path("users").forEach(user -> met.add(user.path("id").asText()));
            if (start == 1_101) { // these were met: places behind them slip
                all.subList(3, 10)
                        .forEach(gone -> Stage.sql("delete from scim_user where id = ?", UUID.fromString(gone)));
            }
        }

        // then
        assertThat(met).containsExactlyElementsOf(all);
        assertThat(page(1, false).path("total").asInt()).isEqualTo(PEOPLE - 7);
    }

    @Test
    void aWalkBackwardsIsAnother() {
        // given
        people();
        List<String> down = ids(true);

        // when
        List<String> met = new ArrayList<>();
        for (int start = 1; start <= PEOPLE; start += PAGE) {
            page(start, false); // between the pages of the other
            JsonNode page = page(start, true);
            assertThat(page.path("total").asInt()).isEqualTo(PEOPLE);
            page.path("users").forEach(user -> met.add(user.path("id").asText()));
        }

        // then
        assertThat(met).containsExactlyElementsOf(down);
    }

    /** Whoever comes to a place that nobody walked to is told what stands there now. */
    @Test
    void aPlaceOutOfTheBlueIsExact() {
        people();
        List<String> all = ids(false);

        JsonNode page = page(1_234, false);

        assertThat(page.path("users").path(0).path("id").asText()).isEqualTo(all.get(1_233));
        assertThat(page.path("total").asInt()).isEqualTo(PEOPLE);
    }

    private JsonNode page(int start, boolean descending) {
        return Stage.json(stage.query(
                        "{\"mode\":\"COMPAT\",\"startIndex\":%d,\"count\":%d,\"descending\":%s,\"references\":false}"
                                .formatted(start, PAGE, descending))
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private List<String> ids(boolean descending) {
        return Stage.strings(
                "select id from scim_user where connection_id = ? order by id" + (descending ? " desc" : ""),
                stage.connectionId);
    }

    private void people() {
        String prefix = UUID.randomUUID().toString().substring(0, 8);
        Stage.sql(
                "insert into account (id, user_name, user_name_key, created_at, updated_at)"
                        + " select gen_random_uuid(), ? || n, ? || n, now(), now() from generate_series(1, ?) n",
                prefix,
                prefix,
                PEOPLE);
        Stage.sql(
                "insert into scim_user (connection_id, id, account_id, user_name, user_name_key, active, resource, created_at,"
                        + " updated_at, version) select ?, gen_random_uuid(), a.id, a.user_name, a.user_name, true,"
                        + " jsonb_build_object('userName', a.user_name, 'active', true), now(), now(), 1"
                        + " from account a where a.user_name_key like ? || '%'",
                stage.connectionId, prefix);
    }
}
