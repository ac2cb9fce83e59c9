package dev.rollcall.systemtests.fuzz;

import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.List;
import java.util.Map;

/** A connection to ruin: its own organization, any names, in effect no limit of the rate. */
final class FuzzedConnection {
    private static final String NAME = "fuzz";
    private static Http made;

    private FuzzedConnection() {}

    static synchronized Http of(RunningSuite suite) {
        if (made == null) {
            Http owner = suite.api("membership");
            owner.post("/v2/orgs", Map.of("name", NAME)).requireStatus(201);
            owner.post("/v2/orgs/" + NAME + "/domains", Map.of("name", "fuzz.example", "verifiedBy", "OPERATOR"))
                    .requireStatus(201);
            String id = owner.post(
                            "/v2/connections",
                            Map.of(
                                    "name",
                                    NAME,
                                    "protocol",
                                    "SAML",
                                    "organization",
                                    NAME,
                                    "domains",
                                    List.of("fuzz.example"),
                                    "scimEnabled",
                                    true,
                                    "userNames",
                                    "ANY",
                                    "groupNames",
                                    "ANY",
                                    "rateLimit",
                                    100_000,
                                    // random DELETEs would be held by the guard, whose 503 is right but proves nothing
                                    // here
                                    "deprovisioningPercent",
                                    0))
                    .requireStatus(201)
                    .id();
            String token = owner.post("/v2/connections/" + id + "/scim-tokens", Map.of("label", "fuzz"))
                    .requireStatus(201)
                    .json()
                    .required("token")
                    .asText();
            made = suite.scim("conformance").as(token);
        }
        return made;
    }
}
