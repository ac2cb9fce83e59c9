package dev.rollcall.systemtests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.Answer;
import dev.rollcall.systemtests.suite.AuditLog;
import dev.rollcall.systemtests.suite.Await;
import dev.rollcall.systemtests.suite.People;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That an entry comes soon and says what was done. How soon is for the benchmarks to say. */
class VisibilityST {
    private final RunningSuite suite = RunningSuite.get();

    /** R-AUD-1, R-AUD-6. */
    @Test
    void aCreatedUserIsASealedEntrySoonAfter() {
        String mail = People.mail("soon", "acme.example");

        Answer created = suite.scim("acme").post("/Users", People.okta(mail)).requireStatus(201);
        List<JsonNode> entries = Await.until(
                "the entry of " + created.header("X-Request-Id"),
                Duration.ofSeconds(10),
                () -> AuditLog.of(suite.api("audit"), "acme", "org.member.provision").stream()
                        .filter(entry -> entry.at("/data/requestId").asText().equals(created.header("X-Request-Id")))
                        .toList(),
                found -> !found.isEmpty());

        assertThat(entries).hasSize(1);
        JsonNode entry = entries.getFirst();
        assertThat(entry.path("account").asText()).isEqualTo("acme");
        assertThat(entry.path("actor").asText())
                .isEqualTo(
                        "scim:" + suite.description().connections().get("acme").id());
        assertThat(entry.at("/data/email").asText()).isEqualTo(mail);
        assertThat(entry.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }
}
