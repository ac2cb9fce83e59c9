package dev.rollcall.systemtests.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.systemtests.suite.AuditLog;
import dev.rollcall.systemtests.suite.Command;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code ./rollcall demo}: the day of both identity providers, judged here by the audit API and not by the demo's own word alone. */
class DemoST {
    private final RunningSuite suite = RunningSuite.get();

    @Test
    void bothDaysGoAsTheyMustAndEveryEventOfThemIsSealedOnce() throws Exception {
        // when
        Command.Ended demo = suite.demo("--json");

        // then
        List<JsonNode> steps = new ArrayList<>();
        for (String line : demo.lines()) {
            steps.add(new ObjectMapper().readTree(line));
        }
        JsonNode summary = steps.removeLast().required("summary");
        assertThat(steps).filteredOn(step -> !step.path("ok").asBoolean()).isEmpty();
        assertThat(summary.path("ok").asBoolean()).as("%s", summary).isTrue();
        assertThat(demo.exit()).as("%s", demo.errors()).isZero();
        assertThat(steps).extracting(step -> step.path("idp").asText()).contains("okta", "entra");
        assertSealedOnce(steps);
    }

    private void assertSealedOnce(List<JsonNode> steps) {
        Map<String, Set<String>> eventsByOrganization = new TreeMap<>();
        for (JsonNode step : steps) {
            for (JsonNode event : step.path("events")) {
                if (event.path("source").asText().startsWith("/membership/org/")) {
                    eventsByOrganization
                            .computeIfAbsent(step.path("connection").asText(), any -> new java.util.TreeSet<>())
                            .add(event.path("id").asText());
                }
            }
        }
        assertThat(eventsByOrganization).containsOnlyKeys("acme", "globex");
        eventsByOrganization.forEach((organization, events) -> {
            Map<String, Long> sealed = AuditLog.of(suite.api("audit"), organization).stream()
                    .map(entry -> entry.path("eventId").asText())
                    .filter(events::contains)
                    .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
            assertThat(sealed.keySet()).isEqualTo(events);
            assertThat(sealed.values()).containsOnly(1L);
        });
    }
}
