package dev.rollcall.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.benchmarks.load.Round;
import dev.rollcall.benchmarks.scenario.AtSize;
import dev.rollcall.benchmarks.scenario.RateComparison;
import dev.rollcall.benchmarks.scenario.Scenario;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeRulesTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void aCostIsComparedWithThatOfTheFewestUsersInTheUnitOfItsOwnFloor() {
        // given: half the rate beside a floor of half the rate is no growth
        List<AtSize> sizes = List.of(
                size(1_000, rates(Scenario.S2, 400, 2_000)),
                size(100_000, rates(Scenario.S2, 200, 1_000), rates(Scenario.S3, 100, 1_000)),
                size(1_000_000, rates(Scenario.S2, 200, 2_000), rates(Scenario.S3, 50, 1_000)));

        // when, then: S3 was not measured with a thousand
        assertThat(SizeRules.growths(sizes))
                .containsExactly(
                        new SizeRules.SizeGrowth(Scenario.S2, 1_000, 100_000, 1.0),
                        new SizeRules.SizeGrowth(Scenario.S2, 1_000, 1_000_000, 2.0),
                        new SizeRules.SizeGrowth(Scenario.S3, 100_000, 1_000_000, 2.0));
        assertThat(SizeRules.growths(List.of())).isEmpty();
    }

    @Test
    void whatWasMeasuredOnTheWayUpIsKept(@TempDir Path folder) throws Exception {
        // given
        SizesFile file = new SizesFile(folder.resolve("bench/sizes.json"));
        assertThat(file.read()).isEmpty();

        // when
        file.keep(size(100_000, rates(Scenario.S2, 1, 1)));
        file.keep(size(1_000, rates(Scenario.S2, 1, 1)));
        file.keep(size(1_000, rates(Scenario.S2, 2, 1)));

        // then
        assertThat(file.read())
                .containsExactly(size(1_000, rates(Scenario.S2, 2, 1)), size(100_000, rates(Scenario.S2, 1, 1)));
    }

    private static AtSize size(int users, RateComparison... comparisons) {
        return new AtSize(users, AT, List.of(comparisons));
    }

    private static RateComparison rates(Scenario scenario, int rate, int floor) {
        return new RateComparison(
                scenario,
                List.of(new Round(rate, 1, 1, 2, 0.1)),
                List.of(new Round(floor, 1, 1, 2, 0.1)),
                List.of(0.5),
                Map.of(),
                1);
    }
}
