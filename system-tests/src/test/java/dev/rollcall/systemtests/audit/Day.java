package dev.rollcall.systemtests.audit;

import static dev.rollcall.systemtests.suite.People.group;
import static dev.rollcall.systemtests.suite.People.member;
import static dev.rollcall.systemtests.suite.People.patch;
import static dev.rollcall.systemtests.suite.People.unique;

import dev.rollcall.systemtests.suite.Answer;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What happens to one person in a mixed load, and what the log must say about each request.
 *
 * @param organization whose groups the person joins
 */
record Day(Http scim, String organization, String domain) {

    /**
     * A request that was acknowledged.
     *
     * @param requestId as the answer told it
     * @param events simple names of the events it must have led to, in order
     */
    record Acknowledged(String requestId, List<String> events) {}

    /** In the order in which it happened. */
    List<Acknowledged> live(int number) {
        List<Acknowledged> day = new ArrayList<>();
        Answer created = scim.post("/Users", People.okta(People.mail("day" + number, domain)))
                .requireStatus(201);
        String user = "/Users/" + created.id();
        note(day, created, "UserProvisioned");
        note(day, scim.patch(user, patch(replace("title", "Dr"))).requireStatus(200), "UserUpdated");
        note(day, scim.patch(user, patch(replace("title", "Dr"))).requireStatus(200));
        Answer joined = scim.post("/Groups", group(organization + ":" + unique("day"), member(created.id())))
                .requireStatus(201);
        note(day, joined, "TeamCreated", "GroupMappingCreated", "MemberTeamAdded");
        note(
                day,
                scim.patch(user, patch(replace("active", false))).requireStatus(200),
                "UserDeactivated",
                "MemberTeamRemoved");
        note(
                day,
                scim.patch(user, patch(replace("active", true))).requireStatus(200),
                "UserReactivated",
                "MemberTeamAdded");
        note(day, scim.delete("/Groups/" + joined.id()).requireStatus(204), "GroupMappingDeleted", "MemberTeamRemoved");
        if (number % 2 == 0) {
            note(day, scim.delete(user).requireStatus(204), "UserRemoved");
        }
        return day;
    }

    private static Map<String, Object> replace(String path, Object value) {
        return Map.of("op", "replace", "path", path, "value", value);
    }

    private static void note(List<Acknowledged> day, Answer answer, String... events) {
        day.add(new Acknowledged(answer.header("X-Request-Id"), List.of(events)));
    }
}
