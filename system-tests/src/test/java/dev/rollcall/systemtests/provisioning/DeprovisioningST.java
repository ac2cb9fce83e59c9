package dev.rollcall.systemtests.provisioning;

import static dev.rollcall.systemtests.suite.People.mail;
import static dev.rollcall.systemtests.suite.People.okta;
import static dev.rollcall.systemtests.suite.People.patch;
import static dev.rollcall.systemtests.suite.People.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.Answer;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-NOT-2: an identity provider whose assignment was emptied by mistake, as it and the owner see it. */
class DeprovisioningST {
    private static final Map<String, Object> DEACTIVATE =
            patch(Map.of("op", "replace", "value", Map.of("active", false)));

    private final Http admin = RunningSuite.get().api("membership");

    @Test
    void theRestIsHeldUntilAnOwnerReleasesIt() {
        // given
        String name = unique("guarded");
        String domain = name + ".example";
        admin.post("/v2/orgs", Map.of("name", name)).requireStatus(201);
        admin.post("/v2/orgs/" + name + "/domains", Map.of("name", domain, "verifiedBy", "OPERATOR"))
                .requireStatus(201);
        String connection = "/v2/connections/"
                + admin.post(
                                "/v2/connections",
                                Map.of(
                                        "name",
                                        name,
                                        "protocol",
                                        "SAML",
                                        "organization",
                                        name,
                                        "domains",
                                        List.of(domain),
                                        "scimEnabled",
                                        true))
                        .requireStatus(201)
                        .id();
        String token = admin.post(connection + "/scim-tokens", Map.of("label", "idp"))
                .requireStatus(201)
                .json()
                .path("token")
                .asText();
        String base = admin.get(connection + "/setup")
                .requireStatus(200)
                .json()
                .path("scimBaseUrl")
                .asText();
        Http scim = new Http(base, token, "application/scim+json");
        List<String> users = new ArrayList<>();
        for (int n = 0; n < 13; n++) {
            users.add(scim.post("/Users", okta(mail("p" + n, domain)))
                    .requireStatus(201)
                    .id());
        }

        // when
        users.subList(0, 10)
                .forEach(user -> scim.patch("/Users/" + user, DEACTIVATE).requireStatus(200));
        Answer held = scim.patch("/Users/" + users.get(10), DEACTIVATE);
        scim.delete("/Users/" + users.get(11)).requireStatus(503);

        // then
        held.requireStatus(503);
        assertThat(held.header("Retry-After")).isEqualTo("3600");
        assertThat(held.json().path("status").asText()).isEqualTo("503");
        assertThat(held.json().path("detail").asText()).contains("11 of 13", "nothing was changed");
        assertThat(scim.get("/Users/" + users.get(10)).json().path("active").asBoolean())
                .isTrue();
        JsonNode conflicts = admin.get("/v2/orgs/" + name + "/conflicts?state=OPEN")
                .requireStatus(200)
                .json();
        assertThat(conflicts.path("conflicts").findValuesAsText("type")).containsExactly("MASS_DEPROVISION");

        // when
        admin.post(connection + "/held-deprovisionings/release", Map.of()).requireStatus(200);

        // then
        assertThat(scim.get("/Users/" + users.get(10)).json().path("active").asBoolean())
                .isFalse();
        scim.get("/Users/" + users.get(11)).requireStatus(404);
        scim.patch("/Users/" + users.get(12), DEACTIVATE).requireStatus(200);
    }
}
