package dev.rollcall.systemtests.provisioning;

import static dev.rollcall.systemtests.suite.People.filter;
import static dev.rollcall.systemtests.suite.People.group;
import static dev.rollcall.systemtests.suite.People.mail;
import static dev.rollcall.systemtests.suite.People.member;
import static dev.rollcall.systemtests.suite.People.okta;
import static dev.rollcall.systemtests.suite.People.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 7644 §3.4.2.1, §3.4.3: users and groups in one list. */
class AllTypesST {
    private final Http scim = RunningSuite.get().scim("globex");
    private final String mark = unique("mark");
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void threePeopleAndTwoGroupsThatBearOneMark() {
        for (int i = 0; i < 3; i++) {
            Map<String, Object> user = okta(mail("p" + i, "globex.example"));
            user.put("externalId", mark + "-" + i);
            ids.add(scim.post("/Users", user).requireStatus(201).id());
        }
        for (int i = 3; i < 5; i++) {
            Map<String, Object> group =
                    new java.util.LinkedHashMap<>(group("globex:" + unique("team"), member(ids.getFirst())));
            group.put("externalId", mark + "-" + i);
            ids.add(scim.post("/Groups", group).requireStatus(201).id());
        }
    }

    @Test
    void oneListHoldsBothEachAsItsTypeShowsIt() {
        JsonNode all = scim.get(filter("externalId sw \"" + mark + "\""))
                .requireStatus(200)
                .json();

        assertThat(ids(all)).containsExactlyElementsOf(ids);
        assertThat(all.path("totalResults").asInt()).isEqualTo(5);
        assertThat(all.at("/Resources/0/meta/resourceType").asText()).isEqualTo("User");
        assertThat(all.at("/Resources/0/userName").asText()).isNotBlank();
        assertThat(all.at("/Resources/4/meta/resourceType").asText()).isEqualTo("Group");
        assertThat(all.at("/Resources/4/meta/location").asText()).endsWith("/Groups/" + ids.get(4));
        assertThat(all.at("/Resources/4").has("members")).isFalse();
    }

    @Test
    void aSearchKeepsItsFilterOutOfAddressesAndChoosesAttributes() {
        JsonNode found = scim.post(
                        "/.search",
                        Map.of(
                                "schemas",
                                List.of("urn:ietf:params:scim:api:messages:2.0:SearchRequest"),
                                "filter",
                                "externalId sw \"" + mark + "\" and meta.resourceType eq \"Group\"",
                                "attributes",
                                List.of("members.value", "userName"),
                                "count",
                                1))
                .requireStatus(200)
                .json();
        assertThat(found.path("totalResults").asInt()).isEqualTo(2);
        assertThat(found.at("/Resources/0/members/0/value").asText()).isEqualTo(ids.getFirst());
        assertThat(found.at("/Resources/0").has("displayName")).isFalse();
    }

    /** RFC 9865. */
    @Test
    void aWalkByCursorGoesThroughUsersAndThenGroups() {
        for (String order : List.of("", "&sortBy=externalId", "&sortBy=externalId&sortOrder=descending")) {
            String query = filter("externalId sw \"" + mark + "\"") + order + "&count=2";
            List<String> met = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                JsonNode page =
                        scim.get(query + "&cursor=" + cursor).requireStatus(200).json();
                assertThat(page.path("totalResults").asInt()).isEqualTo(5);
                met.addAll(ids(page));
                cursor = page.hasNonNull("nextCursor") ? page.path("nextCursor").asText() : null;
            }
            assertThat(met).containsExactlyElementsOf(order.endsWith("descending") ? ids.reversed() : ids);
        }
    }

    @Test
    void pagesByIndexGoOverTheBorder() {
        String query = filter("externalId sw \"" + mark + "\"") + "&count=2&startIndex=";
        List<String> met = new ArrayList<>();
        for (int start = 1; start < 6; start += 2) {
            met.addAll(ids(scim.get(query + start).requireStatus(200).json()));
        }
        assertThat(met).containsExactlyElementsOf(ids);
        assertThat(ids(scim.get(query + 6).requireStatus(200).json())).isEmpty();
    }

    @Test
    void whatOneTypeWouldRefuseIsRefusedTheSameWay() {
        scim.get(filter("nothing eq 1")).requireScimError(400, "invalidFilter");
        scim.get(filter("userName eq")).requireScimError(400, "invalidFilter");
        scim.get("?sortBy=nothing").requireScimError(400, "invalidPath");
        scim.get("?count=many").requireScimError(400, "invalidValue");
        scim.get("?cursor=none").requireScimError(400, "invalidCursor");
        String cursor = scim.get("?count=1&cursor=")
                .requireStatus(200)
                .json()
                .path("nextCursor")
                .asText();
        scim.get("/Users?count=1&cursor=" + cursor).requireScimError(400, "invalidCursor");
    }

    @Test
    void anotherConnectionSeesNoneOfThem() {
        JsonNode none = RunningSuite.get()
                .scim("acme")
                .get(filter("externalId sw \"" + mark + "\""))
                .requireStatus(200)
                .json();
        assertThat(none.path("totalResults").asInt()).isZero();
    }

    private static List<String> ids(JsonNode page) {
        List<String> found = new ArrayList<>();
        page.path("Resources").forEach(one -> found.add(one.path("id").asText()));
        return found;
    }
}
