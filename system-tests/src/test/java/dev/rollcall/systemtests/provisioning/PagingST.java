package dev.rollcall.systemtests.provisioning;

import static dev.rollcall.systemtests.suite.People.filter;
import static dev.rollcall.systemtests.suite.People.mail;
import static dev.rollcall.systemtests.suite.People.okta;
import static dev.rollcall.systemtests.suite.People.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists read page by page while others change them. */
class PagingST {
    private static final int PEOPLE = 23;
    private final Http scim = RunningSuite.get().scim("globex");

    /** RFC 9865: nobody is lost or seen twice, whoever comes or goes meanwhile. */
    @Test
    void aWalkByCursorMeetsEverybodyOnce() {
        String title = unique("walk");
        List<String> ids = people(title);
        String query = "/Users" + filter("title eq \"" + title + "\"") + "&count=5";

        List<String> met = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page =
                    scim.get(query + "&cursor=" + cursor).requireStatus(200).json();
            assertThat(page.path("totalResults").asInt()).isEqualTo(PEOPLE);
            assertThat(page.has("startIndex")).isFalse();
            page.path("Resources").forEach(user -> met.add(user.path("id").asText()));
            if (met.size() == 5) { // whoever was met already goes, and pages by index would slip
                scim.delete("/Users/" + ids.get(0)).requireStatus(204);
                scim.delete("/Users/" + ids.get(3)).requireStatus(204);
            }
            cursor = page.hasNonNull("nextCursor") ? page.path("nextCursor").asText() : null;
        }

        assertThat(met).containsExactlyElementsOf(ids);
    }

    /** E22, O9: an import walks by place until it has met totalResults, and meets everybody in the same order each time. */
    @Test
    void aWalkByPlaceIsTheSameEveryTime() {
        String title = unique("import");
        List<String> ids = people(title);

        assertThat(walkByPlace(title)).containsExactlyElementsOf(ids);
        assertThat(walkByPlace(title)).containsExactlyElementsOf(ids);
    }

    private List<String> walkByPlace(String title) {
        List<String> met = new ArrayList<>();
        int total = Integer.MAX_VALUE;
        while (met.size() < total) {
            JsonNode page = scim.get("/Users" + filter("title eq \"" + title + "\"") + "&count=10&startIndex="
                            + (met.size() + 1))
                    .requireStatus(200)
                    .json();
            total = page.path("totalResults").asInt();
            assertThat(page.path("itemsPerPage").asInt()).isPositive();
            page.path("Resources").forEach(user -> met.add(user.path("id").asText()));
        }
        return met;
    }

    /** R-SCIM-47: also in an order of the client's own. */
    @Test
    void aSortedWalkKeepsItsOrder() {
        String title = unique("sorted");
        people(title);
        List<String> names = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = scim.post(
                            "/Users/.search",
                            Map.of(
                                    "filter",
                                    "title eq \"" + title + "\"",
                                    "sortBy",
                                    "userName",
                                    "sortOrder",
                                    "descending",
                                    "count",
                                    10,
                                    "cursor",
                                    cursor))
                    .requireStatus(200)
                    .json();
            page.path("Resources")
                    .forEach(user -> names.add(user.path("userName").asText()));
            cursor = page.hasNonNull("nextCursor") ? page.path("nextCursor").asText() : null;
        }
        assertThat(names).hasSize(PEOPLE).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void aCursorIsGoodForItsOwnQueryAndConnectionOnly() {
        people(unique("bound"));
        String cursor = scim.get("/Users?count=1&cursor=")
                .requireStatus(200)
                .json()
                .path("nextCursor")
                .asText();
        scim.get("/Users?count=7&cursor=" + cursor).requireStatus(200);

        scim.get("/Users" + filter("active eq true") + "&cursor=" + cursor).requireScimError(400, "invalidCursor");
        scim.get("/Groups?cursor=" + cursor).requireScimError(400, "invalidCursor");
        scim.get("/Users?cursor=none").requireScimError(400, "invalidCursor");
        scim.get("/Users?startIndex=1&cursor=" + cursor).requireScimError(400, "invalidValue");
        RunningSuite.get().scim("acme").get("/Users?cursor=" + cursor).requireScimError(400, "invalidCursor");
    }

    @Test
    void groupsAreWalkedTheSameWay() {
        for (int i = 0; i < 3; i++) {
            scim.post(
                            "/Groups",
                            Map.of(
                                    "schemas",
                                    List.of("urn:ietf:params:scim:schemas:core:2.0:Group"),
                                    "displayName",
                                    "globex:" + unique("walked")))
                    .requireStatus(201);
        }
        List<String> met = new ArrayList<>();
        String cursor = "";
        int total = -1;
        while (cursor != null) {
            JsonNode page = scim.get("/Groups?count=2&cursor=" + cursor)
                    .requireStatus(200)
                    .json();
            total = page.path("totalResults").asInt();
            page.path("Resources").forEach(group -> met.add(group.path("id").asText()));
            cursor = page.hasNonNull("nextCursor") ? page.path("nextCursor").asText() : null;
        }
        assertThat(met).hasSizeGreaterThanOrEqualTo(Math.max(3, total)).doesNotHaveDuplicates();
    }

    private List<String> people(String title) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            Map<String, Object> user = okta(mail("p" + i, "globex.example"));
            user.put("title", title);
            ids.add(scim.post("/Users", user).requireStatus(201).id());
        }
        return ids;
    }
}
