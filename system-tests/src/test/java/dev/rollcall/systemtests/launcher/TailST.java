package dev.rollcall.systemtests.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.systemtests.suite.AuditLog;
import dev.rollcall.systemtests.suite.Command;
import dev.rollcall.systemtests.suite.People;
import dev.rollcall.systemtests.suite.RunningSuite;
import dev.rollcall.systemtests.suite.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** {@code ./rollcall tail}. */
class TailST {
    private final RunningSuite suite = RunningSuite.get();

    @Test
    void tailFromTheBeginningShowsEachChangeOnceAndInOrder() throws Exception {
        // given
        suite.scim("globex")
                .post("/Users", People.entra(People.mail("tail", "globex.example")))
                .requireStatus(201);
        Streams.settle(suite);
        List<JsonNode> listed = AuditLog.of(suite.api("audit"), "globex");

        // when
        Command.Ended tail = suite.rollcall(
                        "tail",
                        "--from-beginning",
                        "--json",
                        "--organization",
                        "globex",
                        "--limit",
                        "" + listed.size(),
                        "--timeout",
                        "60")
                .requireSuccess();

        // then
        List<JsonNode> shown = new ArrayList<>();
        for (String line : tail.lines()) {
            shown.add(new ObjectMapper().readTree(line));
        }
        assertThat(shown)
                .extracting(entry -> entry.required("eventId").asText())
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(listed.stream()
                        .map(entry -> entry.path("eventId").asText())
                        .toList());
        assertThat(shown)
                .extracting(entry -> entry.required("orgSeq").asLong())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, listed.size()).boxed().toList());
    }

    /** The limit was not reached in time: what came is shown, and the exit code says that more was wanted. */
    @Test
    void tailSaysWhenLessCameThanWasAskedFor() {
        Command.Ended tail = suite.rollcall(
                "tail",
                "--from-beginning",
                "--json",
                "--organization",
                "acme",
                "--type",
                "OrgCreated",
                "--limit",
                "2",
                "--timeout",
                "20");

        assertThat(tail.exit()).isEqualTo(1);
        assertThat(tail.lines()).hasSize(1).first().asString().contains("\"type\":\"OrgCreated\"");
    }

    /** For people: one line an entry, without control characters that could rewrite their terminal. */
    @Test
    void tailWithoutJsonIsReadable() {
        Command.Ended tail = suite.rollcall(
                        "tail", "--from-beginning", "--organization", "acme", "--limit", "1", "--timeout", "60")
                .requireSuccess();

        assertThat(tail.lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("acme #1")
                .doesNotContain("\u001b");
    }
}
