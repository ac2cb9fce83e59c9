package dev.rollcall.systemtests.keycloak;

import static dev.rollcall.systemtests.suite.People.filter;
import static dev.rollcall.systemtests.suite.People.mail;
import static dev.rollcall.systemtests.suite.People.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.Answer;
import dev.rollcall.systemtests.suite.Await;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A real IdP's administrator changes people and groups; soon after, Rollcall has them so (R-SCIM-8, R-SCIM-13, R-SCIM-34, R-GRP-1 to
 * R-GRP-7).
 */
class KeycloakPushST {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String REALM = "acme";
    private static KeycloakServer keycloak;

    private final Http scim = RunningSuite.get().scim("acme");
    private final Http owner = RunningSuite.get().api("membership");

    @BeforeAll
    static void keycloakWithARealmThatPushes() throws IOException, InterruptedException {
        keycloak = KeycloakServer.start(RunningSuite.get().scim("acme"));
        keycloak.admin("")
                .post("", Map.of("realm", REALM, "enabled", true, "eventsListeners", List.of("rollcall-scim")))
                .requireStatus(201);
    }

    @AfterAll
    static void stop() {
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Test
    void aPersonComesChangesIsLockedOutLetInAndLeaves() {
        String first = mail("keycloak-ann", "acme.example");
        String second = mail("keycloak-ann-lee", "acme.example");

        String id = createUser(first, "Ann", "Lee");
        JsonNode user = awaitUser(id, found -> found.path("active").asBoolean());
        assertThat(user.path("userName").asText()).isEqualTo(first);
        assertThat(member(first).path("provisioning_origin").asText()).isEqualTo("SCIM");

        change("/users/" + id, Map.of("email", second, "firstName", "Anna", "lastName", "Lee"));
        user = awaitUser(id, found -> found.at("/name/givenName").asText().equals("Anna"));
        assertThat(user.path("userName").asText()).isEqualTo(second);
        assertThat(user.at("/emails/0/value").asText()).isEqualTo(second);
        assertThat(member(second).isMissingNode()).isFalse();
        assertThat(member(first).isMissingNode()).isTrue();

        change("/users/" + id, Map.of("enabled", false));
        awaitUser(id, found -> !found.path("active").asBoolean());
        assertThat(member(second).path("active").asBoolean()).isFalse();

        change("/users/" + id, Map.of("enabled", true));
        awaitUser(id, found -> found.path("active").asBoolean());
        assertThat(member(second).path("active").asBoolean()).isTrue();

        admin().delete("/users/" + id).requireStatus(204);
        awaitUser(id, JsonNode::isMissingNode);
        assertThat(member(second).isMissingNode()).isTrue();
    }

    @Test
    void aGroupIsATeamWhoseMembersComeAndGo() {
        String team = unique("keycloak");
        String ann = createUser(mail("keycloak-bea", "acme.example"), "Bea", "Lee");
        String ben = createUser(mail("keycloak-ben", "acme.example"), "Ben", "Moore");

        String group = id(admin().post("/groups", Map.of("name", "acme:" + team)));
        admin().put("/users/" + ann + "/groups/" + group, null).requireStatus(204);
        admin().put("/users/" + ben + "/groups/" + group, null).requireStatus(204);
        awaitGroup(group, found -> found.path("members").size() == 2);
        assertThat(teamMembers(team)).isEqualTo(2);

        admin().delete("/users/" + ann + "/groups/" + group).requireStatus(204);
        JsonNode left = awaitGroup(group, found -> found.path("members").size() == 1);
        assertThat(left.at("/members/0/value").asText())
                .isEqualTo(find("/Users", ben).path("id").asText());

        change("/groups/" + group, Map.of("name", "acme:" + team + "-2"));
        awaitGroup(group, found -> found.path("displayName").asText().equals("acme:" + team + "-2"));
        assertThat(teamMembers(team + "-2")).isEqualTo(1);

        admin().delete("/groups/" + group).requireStatus(204);
        awaitGroup(group, JsonNode::isMissingNode);
        assertThat(find("/Users", ben).path("active").asBoolean()).isTrue();
    }

    private Http admin() {
        return keycloak.admin("/" + REALM);
    }

    private String createUser(String mail, String given, String family) {
        return id(admin().post(
                        "/users",
                        Map.of(
                                "username",
                                mail,
                                "email",
                                mail,
                                "firstName",
                                given,
                                "lastName",
                                family,
                                "enabled",
                                true)));
    }

    private void change(String path, Map<String, Object> fields) {
        admin().put(path, fields).requireStatus(204);
    }

    private static String id(Answer created) {
        String location = created.requireStatus(201).header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private JsonNode awaitUser(String externalId, Predicate<JsonNode> wanted) {
        return Await.until("Keycloak's user is pushed", SOON, () -> find("/Users", externalId), wanted);
    }

    private JsonNode awaitGroup(String externalId, Predicate<JsonNode> wanted) {
        return Await.until("Keycloak's group is pushed", SOON, () -> find("/Groups", externalId), wanted);
    }

    /** With its members; missing when there is none. */
    private JsonNode find(String type, String externalId) {
        JsonNode found = scim.get(type + filter("externalId eq \"" + externalId + "\""))
                .requireStatus(200)
                .json()
                .at("/Resources/0");
        return found.isMissingNode()
                ? found
                : scim.get(type + "/" + found.path("id").asText()).json();
    }

    private JsonNode member(String mail) {
        JsonNode members = owner.get("/v2/orgs/acme/members?search=" + mail.replace("@", "%40"))
                .requireStatus(200)
                .json()
                .required("members");
        return StreamSupport.stream(members.spliterator(), false)
                .filter(member -> member.path("email").asText().equals(mail))
                .findFirst()
                .orElseGet(() -> members.path("none"));
    }

    private int teamMembers(String team) {
        return owner.get("/v2/orgs/acme/groups/" + team + "/members")
                .requireStatus(200)
                .json()
                .required("members")
                .size();
    }
}
