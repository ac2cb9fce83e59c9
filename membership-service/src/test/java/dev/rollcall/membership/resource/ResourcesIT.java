package dev.rollcall.membership.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7644 §3.4.2.1: users and groups in one list. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class ResourcesIT {
    private Stage stage;

    /** Users a, c, e with these display names, the last without one; groups b, d. */
    @BeforeEach
    void aConnectionWithUsersAndGroups() {
        stage = new Stage(null, "EMAIL", "ANY", "STRICT");
        user("u1", "\"displayName\":\"c\",\"externalId\":\"9\"");
        user("u2", "\"displayName\":\"A\"");
        user("u3", "\"title\":\"Dr\"");
        group("d", "1");
        group("b", "2");
    }

    @Test
    void usersComeBeforeGroupsAndTheTotalCountsBoth() {
        assertThat(names(query(1, 10))).containsExactly("u1", "u2", "u3", "d", "b");
        query(1, 10).then().body("total", equalTo(5));
        query(1, 0).then().body("total", equalTo(5)).body("resources", hasSize(0));
    }

    @Test
    void pagesByIndexGoOverTheBorderWithoutLossOrRepetition() {
        for (int size = 1; size <= 6; size++) {
            List<String> met = new ArrayList<>();
            for (int start = 1; start <= 7; start += size) {
                Response page = query(start, size);
                page.then().body("total", equalTo(5));
                met.addAll(names(page));
            }
            assertThat(met).as("pages of %d", size).containsExactly("u1", "u2", "u3", "d", "b");
        }
    }

    @Test
    void aWalkGoesThroughTheUsersAndThenTheGroups() {
        List<String> met = new ArrayList<>();
        String after = null;
        boolean pastUsers = false;
        for (int page = 0; page < 5; page++) {
            JsonNode entry =
                    entries(query(null, 1, 1, null, false, after, pastUsers)).getFirst();
            pastUsers = !entry.hasNonNull("user");
            after = (pastUsers ? entry.path("group") : entry.path("user"))
                    .path("id")
                    .asText();
            met.add(name(entry));
        }
        assertThat(met).containsExactly("u1", "u2", "u3", "d", "b");
        assertThat(entries(query(null, 1, 1, null, false, after, true))).isEmpty();
    }

    /** RFC 7644 §3.4.2.3: who has no value comes last ascending and first descending. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    displayName       | false | u2 b u1 d u3
                    displayName       | true  | u3 d u1 b u2
                    externalId        | false | d b u1 u2 u3
                    meta.created      | false | u1 u2 u3 d b
                    meta.created      | true  | b d u3 u2 u1
                    meta.resourceType | false | d b u1 u2 u3
                    id                | true  | b d u3 u2 u1
                    title             | false | u3 u1 u2 d b
                    active            | false | u1 u2 u3 d b
                    emails            | false | u1 u2 u3 d b
                    """)
    void anOrderGoesOverBothTypes(String sortBy, boolean descending, String expected) {
        List<String> met = new ArrayList<>();
        for (int start = 1; start <= 5; start += 2) {
            Response page = query(null, start, 2, sortBy, descending, null, false);
            page.then().statusCode(200).body("total", equalTo(5));
            met.addAll(names(page));
        }
        assertThat(String.join(" ", met)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    meta.resourceType eq "Group"                                     | d b
                    meta.resourceType eq "User" and displayName pr                   | u1 u2
                    meta.resourceType eq "Robot"                                     | ''
                    schemas eq "urn:ietf:params:scim:schemas:core:2.0:User"          | u1 u2 u3
                    schemas co "Group"                                               | d b
                    displayName eq "A" or displayName eq "b"                         | u2 b
                    not (title pr)                                                   | u1 u2 d b
                    urn:ietf:params:scim:schemas:core:2.0:Group:displayName pr       | d b
                    externalId pr                                                    | u1 d b
                    members pr                                                       | ''
                    """)
    void aFilterMeansTheSameOverBothTypes(String filter, String expected) {
        for (String sortBy : new String[] {null, "meta.created"}) {
            Response page = query(filter, 1, 10, sortBy, false, null, false);
            assertThat(String.join(" ", names(page))).isEqualTo(expected);
            page.then().body("total", equalTo(entries(page).size()));
        }
    }

    /** R-SCIM-49. */
    @Test
    void theLookUpBeforeACreateFindsWhomScimDoesNotManage() {
        stage.member(stage.mail("hand"), "member", "MANUAL");
        Response found = query("userName eq \"" + stage.mail("hand") + "\"", 1, 10, null, false, null, false);
        found.then().body("total", equalTo(1)).body("resources[0].user.resource.userName", equalTo(stage.mail("hand")));
    }

    @Test
    void groupsAndMembersComeWithThosePeopleAskFor() {
        UUID ann =
                UUID.fromString(entries(query(1, 1)).getFirst().at("/user/id").asText());
        stage.post("/groups", "{\"resource\":{\"displayName\":\"z\",\"members\":[{\"value\":\"" + ann + "\"}]}}")
                .then()
                .statusCode(200);
        String all = body("displayName eq \"z\" or id eq \"" + ann + "\"", 1, 10, null, false, null, false);
        stage.post(
                        "/query",
                        all.replace(
                                "\"userGroups\":false,\"groupMembers\":false",
                                "\"userGroups\":true,\"groupMembers\":true"))
                .then()
                .statusCode(200)
                .body("resources[0].user.groups[0].display", equalTo("z"))
                .body("resources[1].group.members[0].value", equalTo(ann.toString()));
        assertThat(entries(stage.post("/query", all))
                        .getLast()
                        .at("/group/members")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nothing pr", "active gt true", "password eq \\\"x\\\"", "meta.location pr", "members.display pr"
            })
    void whatOneTypeWouldRefuseIsRefused(String filter) {
        stage.post("/query", body(filter.replace("\\", ""), 1, 10, null, false, null, false))
                .then()
                .statusCode(400)
                .body("code", equalTo("FILTER_INVALID"));
    }

    @Test
    void anOrderThatNoTypeKnowsIsRefused() {
        query(null, 1, 10, "nothing", false, null, false).then().statusCode(400).body("code", equalTo("PATH_INVALID"));
        query(null, 1, 0, "emails.none", false, null, false).then().statusCode(400);
        query(null, 1, 10, "groups", false, null, false).then().statusCode(400).body("code", equalTo("VALUE_INVALID"));
    }

    @Test
    void anotherConnectionSeesNothing() {
        Stage other = new Stage();
        other.post("/query", body(null, 1, 10, null, false, null, false)).then().body("total", equalTo(0));
    }

    private void user(String name, String attributes) {
        stage.create("{\"resource\":{\"userName\":\"" + stage.mail(name) + "\"," + attributes
                        + ",\"emails\":[{\"value\":\"" + name + "@x.example\"}]}}")
                .then()
                .statusCode(200);
    }

    private void group(String name, String externalId) {
        stage.post("/groups", "{\"resource\":{\"displayName\":\"" + name + "\",\"externalId\":\"" + externalId + "\"}}")
                .then()
                .statusCode(200);
    }

    private Response query(int startIndex, int count) {
        return query(null, startIndex, count, null, false, null, false);
    }

    private Response query(
            String filter,
            int startIndex,
            int count,
            String sortBy,
            boolean descending,
            String after,
            boolean pastUsers) {
        return stage.post("/query", body(filter, startIndex, count, sortBy, descending, after, pastUsers));
    }

    private static String body(
            String filter,
            int startIndex,
            int count,
            String sortBy,
            boolean descending,
            String after,
            boolean pastUsers) {
        return """
                {"query":{"filter":%s,"mode":"COMPAT","startIndex":%d,"count":%d,"sortBy":%s,"descending":%s,"references":false,
                 "after":%s,"uncounted":%s},"userGroups":false,"groupMembers":false,"pastUsers":%s}""".formatted(
                        filter == null ? null : '"' + filter.replace("\"", "\\\"") + '"',
                        startIndex,
                        count,
                        quoted(sortBy),
                        descending,
                        quoted(after),
                        after != null,
                        pastUsers);
    }

    private static String quoted(String text) {
        return text == null ? null : '"' + text + '"';
    }

    private List<String> names(Response page) {
        return entries(page).stream().map(ResourcesIT::name).toList();
    }

    private static String name(JsonNode entry) {
        return entry.hasNonNull("user")
                ? entry.at("/user/resource/userName").asText().replaceAll("@.*", "")
                : entry.at("/group/displayName").asText();
    }

    private static List<JsonNode> entries(Response page) {
        page.then().statusCode(200);
        List<JsonNode> all = new ArrayList<>();
        Stage.json(page.asString()).path("resources").forEach(all::add);
        return all;
    }
}
