package dev.rollcall.systemtests.provisioning;

import static dev.rollcall.systemtests.suite.People.USER;
import static dev.rollcall.systemtests.suite.People.filter;
import static dev.rollcall.systemtests.suite.People.mail;
import static dev.rollcall.systemtests.suite.People.okta;
import static dev.rollcall.systemtests.suite.People.patch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.systemtests.suite.Answer;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every no of the provisioning interface, whole and in SCIM's form (R-SCIM-4, R-SCIM-5). */
class ScimRefusalST {
    private final RunningSuite suite = RunningSuite.get();
    private final Http scim = suite.scim("acme");

    /** R-SCIM-6, O11: nobody, nonsense, an access token of another kind, a token that was never given out. */
    @Test
    void whoHasNoScimTokenIsNotLetIn() {
        String real = suite.description().connections().get("acme").scimToken();
        String guessed = real.substring(0, real.length() - 1) + (real.endsWith("A") ? "B" : "A");
        for (String token :
                List.of("", "non-token", guessed, suite.description().adminToken())) {
            Answer answer = scim.as(token).get("/Users").requireScimError(401, "");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    /** R-SCIM-6: a token that is right while SCIM is off says so. */
    @Test
    void whileScimIsOffTheTokenIsAnsweredWithTheReason() {
        Http admin = suite.api("membership");
        String connection = "/v2/connections/"
                + suite.description().connections().get("globex").id();
        Http globex = suite.scim("globex");

        admin.patch(connection, Map.of("scimEnabled", false)).requireStatus(200);
        try {
            Answer refused = dev.rollcall.systemtests.suite.Await.until(
                    "SCIM is off",
                    java.time.Duration.ofSeconds(10),
                    () -> globex.get("/Users"),
                    a -> a.status() != 200);
            refused.requireScimError(403, "");
            assertThat(refused.json().path("detail").asText()).containsIgnoringCase("SCIM");
        } finally {
            admin.patch(connection, Map.of("scimEnabled", true)).requireStatus(200);
        }
        dev.rollcall.systemtests.suite.Await.until(
                "SCIM is on again",
                java.time.Duration.ofSeconds(10),
                () -> globex.get("/Users"),
                a -> a.status() == 200);
    }

    @Test
    void whatIsNotThereIs404() {
        scim.get("/Users/" + UUID.randomUUID()).requireScimError(404, "");
        scim.get("/Users/not-a-uuid").requireScimError(404, "");
        scim.put("/Users/" + UUID.randomUUID(), okta(mail("x", "acme.example"))).requireScimError(404, "");
        scim.patch("/Groups/" + UUID.randomUUID(), patch(Map.of("op", "add", "path", "members", "value", List.of())))
                .requireScimError(404, "");
        scim.get("/Robots").requireScimError(404, "");
    }

    /** R-SCIM-25. */
    @Test
    void aSecondUserOfOneNameIs409AndTheFirstUnchanged() {
        Map<String, Object> user = okta(mail("twice", "acme.example"));
        String id = scim.post("/Users", user).requireStatus(201).id();
        String before = scim.get("/Users/" + id).body();

        user.put("title", "Impostor");
        scim.post("/Users", user).requireScimError(409, "uniqueness");

        assertThat(scim.get("/Users/" + id).body()).isEqualTo(before);
    }

    /** R-SCIM-21, R-SCIM-28, R-ROLE-4. */
    @Test
    void valuesThatCannotBeAreRefused() {
        scim.post("/Users", Map.of("schemas", List.of(USER))).requireScimError(400, "invalidValue");
        scim.post("/Users", okta("no-address")).requireScimError(400, "invalidValue");
        Answer foreign = scim.post("/Users", okta("ann@elsewhere.example")).requireScimError(400, "invalidValue");
        assertThat(foreign.json().path("detail").asText())
                .contains("Domain 'elsewhere.example' is not verified for your SSO connection.");
        Map<String, Object> emperor = okta(mail("emperor", "acme.example"));
        emperor.put("urn:ietf:params:scim:schemas:extension:docker:2.0:User", Map.of("dockerRole", "emperor"));
        scim.post("/Users", emperor).requireScimError(400, "invalidValue");
    }

    /** R-SCIM-21, R-SCIM-45. */
    @Test
    void whatCannotBeReadIsRefused() {
        scim.post("/Users", "{\"userName\":").requireScimError(400, "invalidSyntax");
        scim.post("/Users", "[]").requireScimError(400, "invalidSyntax");
        scim.get("/Users" + filter("userName almost \"x\"")).requireScimError(400, "invalidFilter");
        String id = scim.post("/Users", okta(mail("path", "acme.example")))
                .requireStatus(201)
                .id();
        scim.patch("/Users/" + id, patch(Map.of("op", "replace", "path", "emails[type eq", "value", "x")))
                .requireScimError(400, "invalidFilter");
        scim.patch("/Users/" + id, patch(Map.of("op", "replace", "path", "name..givenName", "value", "x")))
                .requireScimError(400, "invalidPath");
        scim.patch("/Users/" + id, patch(Map.of("op", "dance", "path", "title", "value", "x")))
                .requireScimError(400, "invalidSyntax");
        scim.patch("/Users/" + id, patch(Map.of("op", "replace", "path", "id", "value", "x")))
                .requireScimError(400, "mutability");
    }

    @Test
    void aBodyTooLargeIs413AndAnotherMediaType415() {
        scim.post("/Users", "{\"userName\":\"" + "x".repeat(2 << 20) + "\"}").requireScimError(413, "");
        scim.sending("text/plain").post("/Users", "hello").requireScimError(415, "");
        scim.delete("/Users").requireScimError(405, "");
    }

    /** The admin and audit APIs answer in their own form. */
    @Test
    void theOtherApisAnswerWithProblems() {
        suite.api("membership").as("").get("/v2/orgs/acme/members").requireProblem(401, "TOKEN_MISSING");
        suite.api("audit").as("nonsense").get("/v2/auditlogs/acme").requireProblem(401, "TOKEN_INVALID");
        suite.api("membership").get("/v2/orgs/nowhere").requireProblem(404, "ORGANIZATION_UNKNOWN");
        suite.api("audit").get("/v2/auditlogs/acme?page_size=9000").requireProblem(400, "VALUE_INVALID");
        suite.api("membership").post("/v2/orgs", Map.of("name", "acme")).requireProblem(409, "ORGANIZATION_EXISTS");
        suite.api("membership").post("/v2/orgs", "{\"name\":").requireProblem(400, "REQUEST_MALFORMED");
    }
}
