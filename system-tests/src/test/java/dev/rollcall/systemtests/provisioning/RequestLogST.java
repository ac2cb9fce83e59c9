package dev.rollcall.systemtests.provisioning;

import static dev.rollcall.systemtests.suite.People.mail;
import static dev.rollcall.systemtests.suite.People.okta;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.contract.provisioning.ScimToken;
import dev.rollcall.systemtests.suite.Answer;
import dev.rollcall.systemtests.suite.Await;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-SCIM-50, R-TRB-2, R-TRB-13: an owner finds out why a push failed without asking who runs the suite. */
class RequestLogST {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final RunningSuite suite = RunningSuite.get();
    private final Http okta = suite.scim("acme").with("User-Agent", "Okta SCIM Client 1.0.0");
    private final Http owner = suite.api("membership");
    private final String connection =
            "/v2/connections/" + suite.description().connections().get("acme").id();

    @Test
    void aRefusedPushIsFoundByItsTraceWithCauseAndRemedy() {
        Answer refused = okta.post("/Users", okta(mail("zoe", "unverified.example")));
        refused.requireScimError(400, "invalidValue");

        JsonNode entry = logged(refused);

        assertThat(entry.path("status").asInt()).isEqualTo(400);
        assertThat(entry.path("path").asText()).isEqualTo("/scim/v2/Users");
        assertThat(entry.path("method").asText()).isEqualTo("POST");
        assertThat(entry.path("code").asText()).isEqualTo("DOMAIN_UNVERIFIED");
        assertThat(entry.at("/diagnosis/cause").asText()).contains("domain is not verified");
        assertThat(entry.at("/diagnosis/remedy").asText()).contains("Okta");
        assertThat(entry.toString())
                .doesNotContain(
                        "zoe", suite.description().connections().get("acme").scimToken());
    }

    @Test
    void aSuccessfulPushIsThereTooAndFoundByItsUser() {
        String id = okta.post("/Users", okta(mail("ann", "acme.example")))
                .requireStatus(201)
                .id();
        Answer read = okta.get("/Users/" + id);
        read.requireStatus(200);

        JsonNode entry = logged(read);

        assertThat(entry.path("diagnosis").isNull()).isTrue();
        assertThat(owner.get(connection)
                        .requireStatus(200)
                        .json()
                        .path("dialectGuessed")
                        .asText())
                .as("O1: known by its name")
                .isEqualTo("OKTA");
        assertThat(entries("?user=" + id))
                .as("the request that made the user, and the read")
                .extracting(one -> one.path("method").asText())
                .containsExactly("GET", "POST");
        assertThat(entries("?user=" + UUID.randomUUID())).isEmpty();
    }

    /** R-SCIM-20, E2, E3, E4: what the client did its own way stands with its request, also what only shows where the resource is. */
    @Test
    void whatWasToleratedAndWhatWasIgnoredOfAPatchIsInItsEntry() {
        String id = okta.post("/Users", okta(mail("eve", "acme.example")))
                .requireStatus(201)
                .id();
        Answer patched = okta.patch(
                "/Users/" + id,
                Map.of(
                        "schemas",
                        List.of("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
                        "Operations",
                        List.of(
                                Map.of("op", "Replace", "path", "active", "value", "True"),
                                Map.of("op", "Add", "path", "shoeSize", "value", "46"),
                                Map.of("op", "Replace", "path", "phoneNumbers[type eq \"fax\"].value", "value", "1"))));
        patched.requireStatus(200);

        JsonNode entry = logged(patched);

        assertThat(entry.path("ignored")).extracting(JsonNode::asText).containsExactly("shoeSize");
        assertThat(entry.path("tolerated"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder(
                        "OP_LETTER_CASE", "TEXT_FOR_BOOLEAN", "UNKNOWN_ATTRIBUTE", "VALUE_MADE_BY_REPLACE");
    }

    @Test
    void aTokenThatIsRefusedShowsInTheHealthOfItsConnection() {
        ScimToken token = ScimToken.parse(
                        suite.description().connections().get("acme").scimToken())
                .orElseThrow();
        Http stranger = okta.as(new ScimToken(token.publicId(), "A".repeat(43)).text());
        stranger.get("/Users").requireScimError(401, "");

        JsonNode health = Await.until(
                "the refused token in the connection's health",
                SOON,
                () -> owner.get(connection + "/health").requireStatus(200).json(),
                seen -> seen.at("/lastFailure/code").asText().equals("TOKEN_INVALID"));

        assertThat(health.at("/lastFailure/diagnosis/remedy").asText()).contains("token");
        assertThat(health.path("lastContactAt").isTextual()).isTrue();
    }

    /** The owner holds the identity provider back, and it is told when to come again; a read of the log says why. */
    @Test
    void aPauseIsTemporaryForTheClientAndVisibleForTheOwner() {
        String globex = "/v2/connections/"
                + suite.description().connections().get("globex").id();
        Http entra = suite.scim("globex");
        owner.patch(globex, Map.of("scimPaused", true)).requireStatus(200);
        try {
            Answer paused = Await.until(
                    "the pause of globex", SOON, () -> entra.get("/Users?count=1"), answer -> answer.status() == 503);
            paused.requireScimError(503, "");
            assertThat(paused.header("Retry-After")).isEqualTo("300");
            assertThat(owner.get(globex + "/health")
                            .requireStatus(200)
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("PAUSED");
        } finally {
            owner.patch(globex, Map.of("scimPaused", false)).requireStatus(200);
        }
        Await.until("the end of the pause", SOON, () -> entra.get("/Users?count=1"), answer -> answer.status() == 200);
    }

    private JsonNode logged(Answer answer) {
        String trace = answer.header("X-Request-Id");
        return Await.until(
                        "request " + trace + " in the log",
                        SOON,
                        () -> entries("?trace_id=" + trace),
                        found -> !found.isEmpty())
                .get(0);
    }

    private JsonNode entries(String query) {
        return owner.get(connection + "/scim-requests" + query)
                .requireStatus(200)
                .json()
                .required("requests");
    }
}
