package dev.rollcall.benchmarks.report;

import dev.rollcall.benchmarks.latency.Delay;
import dev.rollcall.benchmarks.load.Spread;
import dev.rollcall.benchmarks.scenario.Growth;
import dev.rollcall.benchmarks.scenario.RateComparison;
import dev.rollcall.benchmarks.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The pictures of the findings. */
final class Plots {
    private Plots() {}

    static BarPlot ratios(Findings findings) {
        return new BarPlot(
                "Rate of the suite as part of its floor (line: first target, dashed: second)",
                findings.comparisons().stream().map(Plots::ratio).toList(),
                "",
                3);
    }

    private static BarPlot.Bar ratio(RateComparison comparison) {
        Spread ratios = comparison.ratios();
        Scenario scenario = comparison.scenario();
        return new BarPlot.Bar(
                scenario + "  " + shortened(scenario.title()),
                ratios.min(),
                ratios.median(),
                ratios.max(),
                Stream.of(scenario.firstTarget(), scenario.secondTarget())
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static String shortened(String title) {
        return title.replace("/Users?filter=", "").replace(" eq", "");
    }

    static BarPlot rates(Findings findings) {
        return new BarPlot(
                "Requests per second, 16 connections (S6: pages, one connection)",
                findings.comparisons().stream().map(Plots::rate).toList(),
                "/s",
                0);
    }

    private static BarPlot.Bar rate(RateComparison comparison) {
        Spread rates = comparison.productRates();
        return new BarPlot.Bar(
                comparison.scenario() + "  " + shortened(comparison.scenario().title()),
                rates.min(),
                rates.median(),
                rates.max(),
                List.of());
    }

    /** Empty when nothing was measured in a small place and in a large one. */
    static BarPlot growths(Findings findings) {
        List<BarPlot.Bar> bars = new ArrayList<>();
        for (Growth growth : findings.growths()) {
            Spread ratios = growth.ratios();
            String label = growth.scenario() + "  " + growth.what();
            bars.add(new BarPlot.Bar(label, ratios.min(), ratios.median(), ratios.max(), List.of(growth.limit())));
        }
        for (SizeRules.SizeGrowth growth : SizeRules.growths(findings.sizes())) {
            String label = String.format(Locale.ROOT, "%s  with %,d users", growth.scenario(), growth.users());
            bars.add(new BarPlot.Bar(
                    label, growth.factor(), growth.factor(), growth.factor(), List.of(SizeRules.LIMIT)));
        }
        return new BarPlot("Cost in the large place, the small one's being 1 (line: target, at most)", bars, "", 2);
    }

    static BarPlot delays(Findings findings) {
        List<BarPlot.Bar> bars = findings.delays().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(delay -> delay(entry.getKey(), delay)))
                .toList();
        return new BarPlot("Median delay (whisker: to the 99th percentile)", bars, " ms", 1);
    }

    private static BarPlot.Bar delay(String name, Delay delay) {
        return new BarPlot.Bar(
                name + "  " + delay.shortName(), delay.p50Millis(), delay.p50Millis(), delay.p99Millis(), List.of());
    }
}
