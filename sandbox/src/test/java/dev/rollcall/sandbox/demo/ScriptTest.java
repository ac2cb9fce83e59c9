package dev.rollcall.sandbox.demo;

import static dev.rollcall.contract.event.EventType.USER_PROVISIONED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final StepResult created = Given.result(
            Call.post("/Users", "{\"schemas\":[\"s\"],\"userName\":\"ada@acme.example\"}"),
            Expected.status(201).events(USER_PROVISIONED),
            Given.answer(201, "{\"id\":\"i1\",\"userName\":\"ada@acme.example\",\"active\":true,\"meta\":{}}"),
            List.of(Given.event("e1", USER_PROVISIONED, 7)),
            List.of(Given.entry("e1", USER_PROVISIONED, 42, 7)));

    @Test
    void aStepTellsWishCallAnswerEventAndEntry() {
        // given
        Script script = new Script(out, false, () -> {});

        // when
        script.before(1, created.step());
        script.after(created);

        // then
        assertThat(text()).isEqualTo("""

                Okta on connection acme, organization acme

                 1  Okta creates Ada.
                    -> POST /Users
                       {"userName":"ada@acme.example"}
                    <- 201 in 34 ms  id i1, userName ada@acme.example, active true
                    ** UserProvisioned       audit entry #42  org.member.provision  acme no. 7, 80 ms after the call
                """);
    }

    @Test
    void coloursAreForTerminalsOnly() {
        new Script(out, false, () -> {}).after(created);
        assertThat(text()).doesNotContain("\u001b");

        new Script(out, true, () -> {}).after(created);
        assertThat(text()).contains("\u001b[32m201\u001b[0m");
    }

    @Test
    void whatAServerAnswersCannotSteerTheTerminalOrFloodIt() {
        // given
        StepResult hostile = Given.result(
                Call.get("/Users"),
                Expected.status(200),
                Given.answer(400, "{\"status\":\"400\",\"detail\":\"\u009b2J\u007f" + "x".repeat(500) + "\"}"),
                List.of(),
                List.of());

        // when
        new Script(out, false, () -> {}).after(hostile);

        // then
        assertThat(text()).doesNotContain("\u009b", "\u007f").contains("...").hasSizeLessThan(300);
    }

    @Test
    void aFaultSaysWhatWasExpectedAndWhatWasSeen() {
        // given
        StepResult failed = new StepResult(
                1,
                created.step(),
                created.call(),
                created.expected(),
                null,
                List.of(),
                List.of(),
                List.of(new Fault("status", "201", "500")));
        DayResult day = new DayResult("r7", List.of(failed), 0, 0, 0, List.of(), List.of());

        // when
        Script script = new Script(out, false, () -> {});
        script.after(failed);
        script.end(day);

        // then
        assertThat(text())
                .contains("FAILED status: expected 201, seen 500")
                .contains("1 calls, 1 failed")
                .endsWith("The day did not go as it must.\n");
        assertThat(day.ok()).isFalse();
    }

    @Test
    void forProgramsAStepIsOneLineAndTheSummaryAnother() {
        // given
        DayResult day = new DayResult(
                "r7", List.of(created), 1, 1, 0, List.of(new DayResult.Range("acme", 7, 7, 1)), List.of());

        // when
        Lines lines = new Lines(out, () -> {});
        lines.after(created);
        lines.end(day);

        // then
        List<JsonNode> read = text().lines().map(Given::json).toList();
        assertThat(read).hasSize(2);
        assertThat(read.getFirst().at("/answer/status").asInt()).isEqualTo(201);
        assertThat(read.getFirst().at("/events/0/type").asText()).isEqualTo("UserProvisioned");
        assertThat(read.getFirst().at("/entries/0/auditIndex").asInt()).isEqualTo(42);
        assertThat(read.getFirst().at("/expected/events/0").asText()).isEqualTo("UserProvisioned");
        assertThat(read.getLast().at("/summary/ok").asBoolean()).isTrue();
        assertThat(read.getLast().at("/summary/ranges/0/organization").asText()).isEqualTo("acme");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
