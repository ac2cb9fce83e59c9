package dev.rollcall.membership.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.contract.provisioning.UserKey;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Single users, read together. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class UserReadsIT {
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    /** R-SCIM-10, R-SCIM-14, R-SCIM-49: whoever asks beside you changes nothing of what you get. */
    @Test
    void questionsOfDifferentConnectionsAreAnsweredInTheirOrder() {
        Stage ours = new Stage();
        Stage theirs = new Stage();
        UUID ada = ours.user(ours.mail("ada"));
        UUID oli = theirs.user(theirs.mail("oli"));
        UUID unmanaged = ours.member(ours.mail("eve"), "editor", "INVITE");

        List<Map<String, Object>> found = ours.read(String.join(
                        ",",
                        byName(ours, theirs.mail("oli")),
                        byId(ours, ada),
                        byId(theirs, ada),
                        byName(theirs, theirs.mail("OLI")),
                        byName(ours, ours.mail("nobody")),
                        byName(ours, ours.mail("Eve")),
                        byId(ours, unmanaged),
                        byId(ours, oli),
                        byId(ours, ada)))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("");

        assertThat(found.stream().map(user -> user == null ? null : UUID.fromString((String) user.get("id"))))
                .containsExactly(null, ada, null, oli, null, unmanaged, unmanaged, null, ada);
    }

    /** R-SCIM-16. */
    @Test
    void groupsComeWhereTheyAreWanted() {
        Stage stage = new Stage();
        UUID ada = stage.user(stage.mail("ada"));
        UUID bob = stage.user(stage.mail("bob"));
        String group = stage.post(
                        "/groups",
                        "{\"resource\":{\"displayName\":\"%s:night shift\",\"members\":[{\"value\":\"%s\"}]}}"
                                .formatted(stage.name, ada))
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        stage.read(byId(stage, ada) + "," + withGroups(stage, ada) + "," + withGroups(stage, bob))
                .then()
                .body("[0].groups", nullValue())
                .body("[1].groups", hasSize(1))
                .body("[1].groups[0].value", equalTo(group))
                .body("[1].groups[0].display", equalTo(stage.name + ":night shift"))
                .body("[2].groups", empty());
    }

    /** R-SCIM-43: wherever a page begins and whichever way the list runs. */
    @Test
    void everyPageTellsHowManyThereAre() {
        Stage stage = new Stage();
        List<String> ids = Stream.of("ada", "bob", "cy", "dee", "eve")
                .map(name -> stage.user(stage.mail(name)).toString())
                .toList();

        assertThat(page(stage, 1, 2, false)).isEqualTo(Map.entry(5, ids.subList(0, 2)));
        assertThat(page(stage, 3, 2, false)).isEqualTo(Map.entry(5, ids.subList(2, 4)));
        assertThat(page(stage, 5, 2, false)).isEqualTo(Map.entry(5, ids.subList(4, 5)));
        assertThat(page(stage, 4, 2, false)).isEqualTo(Map.entry(5, ids.subList(3, 5)));
        assertThat(page(stage, 2, 2, true)).isEqualTo(Map.entry(5, List.of(ids.get(3), ids.get(2))));
        assertThat(page(stage, 9, 2, false)).isEqualTo(Map.entry(5, List.of()));
        assertThat(page(stage, 2, 0, false)).isEqualTo(Map.entry(5, List.of()));
    }

    private static Map.Entry<Integer, List<String>> page(Stage stage, int startIndex, int count, boolean descending) {
        JsonPath page = stage.query(
                        "{\"mode\":\"COMPAT\",\"startIndex\":%d,\"count\":%d,\"descending\":%b,\"references\":false,\"uncounted\":false}"
                                .formatted(startIndex, count, descending))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return Map.entry(page.getInt("total"), page.getList("users.id"));
    }

    /** R-SCIM-13: the text that reads give is kept beside what filters look into. */
    @Test
    void readsGiveWhatWasWrittenLast() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        UUID bob = stage.user(stage.mail("bob"));
        stage.changeTogether(stage.change(TRACEPARENT, ann, "title", "\"Dr \\\"É\\\"\""))
                .then()
                .statusCode(200);
        stage.changeTogether(stage.replacement(
                        TRACEPARENT, bob, "{\"userName\":\"%s\",\"title\":\"Ms\"}".formatted(stage.mail("bob"))))
                .then()
                .statusCode(200);

        stage.read(ann).then().body("[0].resource.title", equalTo("Dr \"É\"")).body("[0].version", equalTo(2));
        stage.read(bob).then().body("[0].resource.title", equalTo("Ms"));
        assertThat(stage.count(
                        "select count(*) from scim_user s join account a on a.id = s.account_id where s.connection_id = ?"
                                + " and s.resource_text::jsonb = s.resource and s.account_name = a.user_name",
                        stage.connectionId))
                .isEqualTo(2);
    }

    /** Rows of earlier versions have neither the text nor the account's name. */
    @Test
    void aUserWrittenByAnEarlierVersionReadsTheSame() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));
        JsonPath before = stage.read(ann).jsonPath();

        Stage.sql(
                "update scim_user set resource_text = null, account_name = null where connection_id = ?",
                stage.connectionId);

        assertThat(stage.read(ann).jsonPath().getList("")).isEqualTo(before.getList(""));
        assertThat(ids(stage.query(
                                "{\"mode\":\"COMPAT\",\"startIndex\":1,\"count\":5,\"descending\":false,\"references\":false}")
                        .jsonPath()))
                .containsExactly(ann.toString());
    }

    /** Somebody at the database's own prompt knows nothing of the text. */
    @Test
    void aResourceThatIsChangedByHandIsReadAsItIsThen() {
        Stage stage = new Stage();
        UUID ann = stage.user(stage.mail("ann"));

        Stage.sql(
                "update scim_user set resource = resource || '{\"title\": \"Dr\"}' where connection_id = ?",
                stage.connectionId);

        stage.read(ann).then().body("[0].resource.title", equalTo("Dr"));
    }

    private static List<String> ids(JsonPath page) {
        return page.getList("users.id");
    }

    @Test
    void tooManyAtOnceAndKeysThatNameNobodyAreRefused() {
        Stage stage = new Stage();
        String key = byId(stage, UUID.randomUUID());
        stage.read(String.join(",", Collections.nCopies(UserKey.TOGETHER_MAX, key)))
                .then()
                .statusCode(200)
                .body("", hasSize(UserKey.TOGETHER_MAX));
        stage.read(String.join(",", Collections.nCopies(UserKey.TOGETHER_MAX + 1, key)))
                .then()
                .statusCode(400)
                .body("code", equalTo("REQUEST_MALFORMED"));
        stage.read("{\"connection\":\"" + stage.connectionId + "\"}").then().statusCode(400);
        stage.read("null").then().statusCode(400);
    }

    private static String byId(Stage stage, UUID id) {
        return "{\"connection\":\"%s\",\"id\":\"%s\"}".formatted(stage.connectionId, id);
    }

    private static String withGroups(Stage stage, UUID id) {
        return "{\"connection\":\"%s\",\"id\":\"%s\",\"groups\":true}".formatted(stage.connectionId, id);
    }

    private static String byName(Stage stage, String userName) {
        return "{\"connection\":\"%s\",\"userName\":\"%s\"}".formatted(stage.connectionId, userName);
    }

    /** RFC 7644 §3.11: as a member's own access token asks. */
    @Test
    void aMemberIsReadAsTheIdpDescribedThemAndOtherwiseAsUnmanaged() {
        Stage stage = new Stage();
        UUID user = stage.user(stage.mail("ann"));
        UUID member =
                UUID.fromString(Stage.strings("select id from member where organization_id = ?", stage.organizationId)
                        .getFirst());
        UUID hand = stage.member(stage.mail("hand"), "editor", "MANUAL");
        Stage other = new Stage();

        member(stage.organizationId, member)
                .then()
                .statusCode(200)
                .body("user.id", equalTo(user.toString()))
                .body("user.resource.userName", equalTo(stage.mail("ann")))
                .body("user.groups.size()", equalTo(0))
                .body("extensions", hasSize(0));
        member(stage.organizationId, hand)
                .then()
                .statusCode(200)
                .body("user.id", equalTo(hand.toString()))
                .body("user.resource.userName", equalTo(stage.mail("hand")));
        for (UUID known : new UUID[] {member, hand, user}) {
            member(other.organizationId, known).then().statusCode(404).body("code", equalTo("MEMBER_UNKNOWN"));
        }
    }

    private static io.restassured.response.Response member(UUID organization, UUID member) {
        return io.restassured.RestAssured.given()
                .header(
                        "Authorization",
                        "Bearer " + dev.rollcall.kit.TestTokens.service("scim-endpoint", "membership-service"))
                .get("/internal/v1/scim/organizations/" + organization + "/members/" + member + "?groups=true");
    }
}
