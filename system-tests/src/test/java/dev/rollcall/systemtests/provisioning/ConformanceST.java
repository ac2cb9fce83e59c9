package dev.rollcall.systemtests.provisioning;

import static dev.rollcall.systemtests.suite.People.GROUP;
import static dev.rollcall.systemtests.suite.People.USER;
import static dev.rollcall.systemtests.suite.People.filter;
import static dev.rollcall.systemtests.suite.People.member;
import static dev.rollcall.systemtests.suite.People.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The connection for foreign test suites: any user name, any group name. */
class ConformanceST {
    private final Http scim = RunningSuite.get().scim("conformance");

    @Test
    void aUserNameMayBeAnyString() {
        String name = unique("bjensen");

        JsonNode created = scim.post("/Users", Map.of("schemas", List.of(USER), "userName", name))
                .requireStatus(201)
                .json();

        assertThat(created.path("userName").asText()).isEqualTo(name);
        assertThat(scim.get("/Users" + filter("userName eq \"" + name + "\""))
                        .json()
                        .path("totalResults")
                        .asInt())
                .isEqualTo(1);
        scim.post("/Users", Map.of("schemas", List.of(USER), "userName", name)).requireScimError(409, "uniqueness");
    }

    /** An address of a domain that is not ours is kept, and stands for nobody. */
    @Test
    void anAddressOfAForeignDomainIsStored() {
        String name = unique("bjensen");
        String mail = name + "@elsewhere.example";

        JsonNode created = scim.post(
                        "/Users",
                        Map.of(
                                "schemas",
                                List.of(USER),
                                "userName",
                                name,
                                "emails",
                                List.of(Map.of("value", mail, "primary", true))))
                .requireStatus(201)
                .json();

        assertThat(created.at("/emails/0/value").asText()).isEqualTo(mail);
    }

    @Test
    void aGroupNameMayBeAnyString() {
        String user = scim.post("/Users", Map.of("schemas", List.of(USER), "userName", unique("babs")))
                .requireStatus(201)
                .id();
        String name = unique("Tour Guides");

        String id = scim.post(
                        "/Groups",
                        Map.of("schemas", List.of(GROUP), "displayName", name, "members", List.of(member(user))))
                .requireStatus(201)
                .id();

        JsonNode group = scim.get("/Groups/" + id).requireStatus(200).json();
        assertThat(group.path("displayName").asText()).isEqualTo(name);
        assertThat(group.at("/members/0/value").asText()).isEqualTo(user);
    }
}
