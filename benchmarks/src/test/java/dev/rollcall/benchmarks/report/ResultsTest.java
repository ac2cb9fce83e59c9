package dev.rollcall.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.benchmarks.latency.Delay;
import dev.rollcall.benchmarks.load.Round;
import dev.rollcall.benchmarks.saml.InTurn;
import dev.rollcall.benchmarks.scenario.AtSize;
import dev.rollcall.benchmarks.scenario.Growth;
import dev.rollcall.benchmarks.scenario.RateComparison;
import dev.rollcall.benchmarks.scenario.Scenario;
import dev.rollcall.benchmarks.sync.SyncRound;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Findings FINDINGS = new Findings(
            Instant.parse("2026-01-02T03:04:05Z"),
            false,
            100_000,
            Map.of("cores", "2"),
            List.of(new RateComparison(
                    Scenario.S2,
                    List.of(new Round(2_000, 10, 5, 9, 0.1)),
                    List.of(new Round(10_000, 10, 1, 2, 0.3)),
                    List.of(0.5),
                    Map.of("scim-endpoint", 3.0, "membership-service", 1.0),
                    1)),
            List.of(new Growth(Scenario.S5, "few against many", List.of(1.0, 2.0, 3.0), List.of(1.1, 2.6, 3.6), 1.2)),
            List.of(new SyncRound(10_000, 6, 4, 2.5, 0.05)),
            List.of(
                    new AtSize(1_000, AT, List.of(rates(Scenario.S3, 400))),
                    new AtSize(100_000, AT, List.of(rates(Scenario.S3, 200)))),
            Map.of("E1", List.of(new Delay("201 received to event seen", 3_000, 25, 30, 40, 20))),
            new InTurn(List.of(3_000.0, 4_000.0, 5_000.0), List.of(10_000.0, 10_000.0, 10_000.0)),
            Map.of("scim-endpoint", 256L << 20),
            12.0);

    private static RateComparison rates(Scenario scenario, int rate) {
        return new RateComparison(
                scenario,
                List.of(new Round(rate * 10L, 10, 5, 9, 0.1)),
                List.of(new Round(10_000, 10, 1, 2, 0.3)),
                List.of(0.5),
                Map.of("scim-endpoint", 1.0),
                1);
    }

    @Test
    void everyFigureStandsBesideItsTargets() {
        // when
        String text = Results.text(FINDINGS);

        // then
        assertThat(text)
                .containsPattern(
                        "S2 .*0\\.200 \\(0\\.200 to 0\\.200\\) +at least 0\\.12: reached +at least 0\\.20: reached")
                .containsPattern("S5 .*few against many +cost × 1\\.20 \\(1\\.10 to 1\\.30\\) +at most 1\\.2: reached")
                .containsPattern("S7 .*full sync of 10,000 users.* 0\\.250 .* +at least 0\\.20: reached")
                .containsPattern("G1 .*S3 with 100,000 users against 1,000 +cost × 2\\.00 +at most 1\\.5: missed")
                .containsPattern("E1 .*p50 25\\.0 ms.* +p50 below 20 ms: missed")
                .containsPattern("L1 .*0\\.400 \\(0\\.300 to 0\\.500\\) +at least 0\\.50: missed")
                .containsPattern("M1 .*0\\.25 GiB +below 1\\.5 GiB: reached +below 1\\.0 GiB: reached")
                .containsPattern("T1 .*12\\.0 s +below 20 s: reached +below 10 s: missed")
                .containsPattern("S2 +2,000 µs +100 µs +0\\.050 +scim-endpoint 75 %, membership-service 25 %");
    }

    @Test
    void aWholeRunGoesIntoTheTree(@TempDir Path root) throws Exception {
        // given
        Files.createDirectories(root.resolve("docs"));

        // when
        Results.write(root, FINDINGS, true);

        // then
        assertThat(root.resolve("benchmarks/results/2026-01-02.json"))
                .content()
                .contains("\"at\" : \"2026-01-02T03:04:05Z\"");
        assertThat(root.resolve("docs/performance.md")).content().contains("| S2 | GET /Users/{id} | 0.200");
        assertThat(root.resolve("docs/performance-ratios.svg")).content().startsWith("<svg");
    }

    @Test
    void aPartStaysOutOfTheTree(@TempDir Path root) throws Exception {
        // when
        Results.write(root, FINDINGS, false);

        // then
        assertThat(root.resolve("benchmarks/results")).doesNotExist();
        assertThat(root.resolve("benchmarks/target/results/2026-01-02.json")).exists();
        assertThat(root.resolve("docs")).doesNotExist();
    }
}
