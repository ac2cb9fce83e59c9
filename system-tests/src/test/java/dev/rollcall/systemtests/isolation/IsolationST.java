package dev.rollcall.systemtests.isolation;

import static dev.rollcall.systemtests.suite.People.entra;
import static dev.rollcall.systemtests.suite.People.filter;
import static dev.rollcall.systemtests.suite.People.group;
import static dev.rollcall.systemtests.suite.People.mail;
import static dev.rollcall.systemtests.suite.People.member;
import static dev.rollcall.systemtests.suite.People.okta;
import static dev.rollcall.systemtests.suite.People.patch;
import static dev.rollcall.systemtests.suite.People.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.systemtests.suite.Answer;
import dev.rollcall.systemtests.suite.AuditLog;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import dev.rollcall.systemtests.suite.Streams;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-NFR-2, R-SCIM-10, R-TOK-6: a token of one organization never sees another. */
class IsolationST {
    private final RunningSuite suite = RunningSuite.get();
    private final Http acme = suite.scim("acme");
    private final Http globex = suite.scim("globex");

    /** R-SCIM-10: 404 and never 403, so that ids cannot be probed; and nothing happens to the user. */
    @Test
    void anotherOrganizationsUserIsNotThereForAScimToken() {
        String mail = mail("secret", "globex.example");
        String theirs = globex.post("/Users", entra(mail)).requireStatus(201).id();
        String before = globex.get("/Users/" + theirs).body();

        acme.get("/Users/" + theirs).requireScimError(404, "");
        acme.put("/Users/" + theirs, okta(mail("mine", "acme.example"))).requireScimError(404, "");
        acme.patch("/Users/" + theirs, patch(Map.of("op", "replace", "value", Map.of("active", false))))
                .requireScimError(404, "");
        acme.delete("/Users/" + theirs).requireScimError(404, "");
        acme.post("/Users", okta(mail)).requireScimError(400, "invalidValue");

        assertThat(globex.get("/Users/" + theirs).requireStatus(200).body()).isEqualTo(before);
    }

    @Test
    void listsAndSearchesShowOnlyOnesOwn() {
        String mail = mail("hidden", "globex.example");
        String theirs = globex.post("/Users", entra(mail)).requireStatus(201).id();
        globex.post("/Groups", group("globex:" + unique("hidden"), member(theirs)))
                .requireStatus(201);

        for (String filter : List.of(
                "userName eq \"" + mail + "\"",
                "id eq \"" + theirs + "\"",
                "emails.value co \"globex\"",
                "not (userName eq \"x\")")) {
            Answer found = acme.get("/Users" + filter(filter) + "&count=200").requireStatus(200);
            assertThat(found.body()).as(filter).doesNotContain(theirs).doesNotContain("globex.example");
            Answer searched =
                    acme.post("/Users/.search", Map.of("filter", filter)).requireStatus(200);
            assertThat(searched.body()).as(filter).doesNotContain(theirs);
        }
        assertThat(acme.get("/Groups?count=200&attributes=displayName,members")
                        .requireStatus(200)
                        .body())
                .doesNotContain("globex:")
                .doesNotContain(theirs);
    }

    @Test
    void anotherOrganizationsGroupIsNotThereEither() {
        String team = unique("hidden");
        String theirs = globex.post("/Groups", group("globex:" + team))
                .requireStatus(201)
                .id();
        String mine = acme.post("/Users", okta(mail("ann", "acme.example")))
                .requireStatus(201)
                .id();

        acme.get("/Groups/" + theirs).requireScimError(404, "");
        acme.patch("/Groups/" + theirs, patch(Map.of("op", "add", "path", "members", "value", List.of(member(mine)))))
                .requireScimError(404, "");
        acme.put("/Groups/" + theirs, group("acme:" + team)).requireScimError(404, "");
        acme.delete("/Groups/" + theirs).requireScimError(404, "");
        globex.get("/Groups/" + theirs).requireStatus(200);
    }

    /** Neither a member of theirs in a group of ours, nor a group of ours in their organization. */
    @Test
    void nothingReachesAcrossInAWrite() {
        String theirs = globex.post("/Users", entra(mail("cross", "globex.example")))
                .requireStatus(201)
                .id();

        acme.post("/Groups", group("acme:" + unique("mixed"), member(theirs))).requireScimError(400, "invalidValue");
        String team = unique("team");
        String known = detail(acme.post("/Groups", group("globex:" + team)).requireScimError(400, "invalidValue"));
        String unknown = detail(acme.post("/Groups", group("nowhere:" + team)).requireScimError(400, "invalidValue"));

        assertThat(known.replace("globex", "nowhere")).isEqualTo(unknown);
    }

    /** An organization's access token, at the doors of another one: by name and by id. */
    @Test
    void anAccessTokenOfOneOrganizationFindsNoOther() {
        String token = accessToken("acme", "scope-member-read", "scope-group-read", "scope-activity-read");
        Http members = suite.api("membership").as(token);
        Http audit = suite.api("audit").as(token);
        members.get("/v2/orgs/acme/members").requireStatus(200);
        audit.get("/v2/auditlogs/acme").requireStatus(200);

        SandboxFile.Connection theirs = suite.description().connections().get("globex");
        for (String organization : List.of("globex", theirs.organizationId())) {
            for (String list : List.of("", "/members", "/groups", "/domains", "/conflicts")) {
                members.get("/v2/orgs/" + organization + list).requireProblem(404, "ORGANIZATION_UNKNOWN");
            }
            audit.get("/v2/auditlogs/" + organization).requireProblem(404, "ORGANIZATION_UNKNOWN");
            audit.get("/v2/auditlogs/" + organization + "/actions").requireProblem(404, "ORGANIZATION_UNKNOWN");
        }
        members.get("/v2/connections/" + theirs.id()).requireProblem(404, "CONNECTION_UNKNOWN");
        assertThat(members.get("/v2/orgs").body()).doesNotContain("globex");
        audit.get("/v2/auditlogs/platform").requireProblem(403, "ROLE_INSUFFICIENT");
    }

    /** What a token was not given it may not do, even at home. */
    @Test
    void aScopeThatWasNotGivenIsNotThere() {
        String token = accessToken("acme", "scope-member-read");

        suite.api("audit").as(token).get("/v2/auditlogs/acme").requireProblem(403, "ROLE_INSUFFICIENT");
        suite.api("membership")
                .as(token)
                .post("/v2/orgs", Map.of("name", unique("grab")))
                .requireProblem(403, "ROLE_INSUFFICIENT");
    }

    /** A SCIM token is none of the other APIs' tokens. */
    @ParameterizedTest
    @ValueSource(strings = {"membership", "audit", "sso"})
    void aScimTokenOpensNoOtherDoor(String service) {
        String path = switch (service) {
            case "membership" -> "/v2/orgs/acme/members";
            case "audit" -> "/v2/auditlogs/acme";
            default -> "/v2/orgs/acme/access-tokens";
        };
        suite.api(service).as(acme.token()).get(path).requireProblem(401, "TOKEN_INVALID");
    }

    /** Internal paths take service tokens only: not nobody's, not the owner's, not an identity provider's. */
    @ParameterizedTest
    @ValueSource(strings = {"membership", "audit", "sso", "scim"})
    void internalPathsRefuseEverybodyFromOutside(String service) {
        SandboxFile description = suite.description();
        Http door = new Http(description.services().get(service), "", "application/json");
        for (String token : List.of("", description.adminToken(), acme.token())) {
            for (String path :
                    List.of("/internal/v1/organizations/acme", "/internal/v1/streams/x/events", "/internal/v1/")) {
                Answer answer = door.as(token).get(path);
                // scim-endpoint has no internal paths: there an identity provider learns that there is nothing.
                assertThat(answer.status())
                        .as("%s", answer)
                        .isIn(service.equals("scim") ? List.of(401, 404) : List.of(401));
                assertThat(answer.body())
                        .doesNotContain(description.connections().get("acme").organizationId());
            }
        }
    }

    /** I8: what stands in one organization's log is about that organization only. */
    @Test
    void anOrganizationsLogSpeaksOfNoOther() {
        acme.post("/Users", okta(mail("log", "acme.example"))).requireStatus(201);
        globex.post("/Users", entra(mail("log", "globex.example"))).requireStatus(201);
        Streams.settle(suite);
        Map<String, SandboxFile.Connection> connections = suite.description().connections();

        List<JsonNode> entries = AuditLog.of(suite.api("audit"), "acme");

        assertThat(entries).isNotEmpty();
        assertThat(entries.toString())
                .doesNotContain(connections.get("globex").organizationId())
                .doesNotContain(connections.get("globex").id())
                .doesNotContain("globex.example");
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.path("account").asText()).isEqualTo("acme"));
    }

    private String accessToken(String organization, String... scopes) {
        Http owner = suite.api("sso");
        String secret = owner.post(
                        "/v2/orgs/" + organization + "/access-tokens",
                        Map.of("label", unique("test"), "scopes", List.of(scopes)))
                .requireStatus(201)
                .json()
                .required("token")
                .asText();
        return owner.as("")
                .post("/v2/auth/token", Map.of("identifier", organization, "secret", secret))
                .requireStatus(200)
                .json()
                .required("access_token")
                .asText();
    }

    private static String detail(Answer answer) {
        return answer.json().path("detail").asText().replace(answer.header("X-Request-Id"), "");
    }
}
