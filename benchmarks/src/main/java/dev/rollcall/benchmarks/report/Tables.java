package dev.rollcall.benchmarks.report;

import dev.rollcall.benchmarks.load.Round;
import dev.rollcall.benchmarks.load.Spread;
import dev.rollcall.benchmarks.scenario.AtSize;
import dev.rollcall.benchmarks.scenario.Growth;
import dev.rollcall.benchmarks.scenario.RateComparison;
import dev.rollcall.benchmarks.scenario.Scenario;
import dev.rollcall.benchmarks.sync.SyncRound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is shown of the findings, as rows of cells with the head first. */
final class Tables {
    private static final int PROCESSES_SHOWN = 6; // the rest is a few per cent
    private static final double MEBI = 1 << 20;

    private Tables() {}

    static List<List<String>> targets(Findings findings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "what", "result", "first target", "second target"));
        Line.of(findings)
                .forEach(line ->
                        rows.add(List.of(line.name(), line.what(), line.figure(), line.first(), line.second())));
        return rows;
    }

    static List<List<String>> rates(Findings findings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "suite /s", "p50", "p99", "floor /s", "generator", "worked on"));
        for (RateComparison comparison : findings.comparisons()) {
            Spread p50 = Spread.of(
                    comparison.product().stream().map(Round::p50Millis).toList());
            Spread p99 = Spread.of(
                    comparison.product().stream().map(Round::p99Millis).toList());
            rows.add(List.of(
                    comparison.scenario().name(),
                    range(comparison.productRates()),
                    format("%.1f ms", p50.median()),
                    format("%.1f ms", p99.median()),
                    range(comparison.floorRates()),
                    format("%.0f %%", comparison.generatorShare() * 100),
                    format("%.1f s", Spread.of(comparison.settleSeconds()).median())));
        }
        return rows;
    }

    static List<List<String>> growths(Findings findings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "what", "small", "large", "ratio"));
        for (Growth growth : findings.growths()) {
            rows.add(List.of(
                    growth.scenario().name(),
                    growth.what(),
                    format("%.2f ms", Spread.of(growth.smallMillis()).median()),
                    format("%.2f ms", Spread.of(growth.largeMillis()).median()),
                    format("%.2f", growth.ratios().median())));
        }
        return rows;
    }

    /** Seconds of whole synchronizations. */
    static List<List<String>> syncs(Findings findings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "first pass", "unchanged", "floor", "ratio", "first pass alone", "generator"));
        for (SyncRound round : findings.syncs()) {
            rows.add(List.of(
                    "round " + rows.size(),
                    format("%.1f s", round.firstSeconds()),
                    format("%.1f s", round.secondSeconds()),
                    format("%.1f s", round.floorSeconds()),
                    format("%.3f", round.ratio()),
                    format("%.3f", round.firstRatio()),
                    format("%.0f %%", round.generatorShare() * 100)));
        }
        return rows;
    }

    /** G1: the suite's rate, and its ratio to the floor, for each number of users. */
    static List<List<String>> sizes(Findings findings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "users", "suite /s", "ratio to the floor", "cost against the fewest", "measured"));
        for (Scenario scenario : Scenario.values()) {
            for (AtSize size : findings.sizes()) {
                for (RateComparison comparison : size.of(scenario)) {
                    rows.add(List.of(
                            scenario.name(),
                            format("%,d", size.users()),
                            range(comparison.productRates()),
                            format("%.3f", comparison.ratios().median()),
                            SizeRules.factor(findings.sizes(), comparison)
                                    .map(factor -> format("%.2f", factor))
                                    .orElse(""),
                            size.at().toString().substring(0, 10)));
                }
            }
        }
        return rows;
    }

    /** Microseconds of CPU time for each request, the largest users first. */
    static List<List<String>> cpu(Findings findings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "CPU for one request", "floor's for one", "their ratio", "of which"));
        for (RateComparison comparison : findings.comparisons()) {
            double all = comparison.cpuSeconds().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            String parts = comparison.cpuSeconds().entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                    .limit(PROCESSES_SHOWN)
                    .map(part -> format("%s %.0f %%", part.getKey(), part.getValue() / all * 100))
                    .collect(Collectors.joining(", "));
            rows.add(List.of(
                    comparison.scenario().name(),
                    format("%,.0f µs", comparison.cpuForOne() * 1e6),
                    format("%,.0f µs", comparison.floorCpuForOne() * 1e6),
                    format("%.3f", comparison.floorCpuForOne() / comparison.cpuForOne()),
                    parts));
        }
        return rows;
    }

    static List<List<String>> memory(Map<String, Long> bytes) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("process", "memory (proportional set size)"));
        bytes.forEach((name, size) -> rows.add(List.of(name, format("%,.0f MiB", size / MEBI))));
        return rows;
    }

    static List<List<String>> surroundings(Findings findings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", ""));
        findings.surroundings().forEach((name, value) -> rows.add(List.of(name, value)));
        rows.add(List.of("users in the store", format("%,d", findings.users())));
        rows.add(List.of("date", findings.at().toString().substring(0, 10)));
        return rows;
    }

    private static String range(Spread spread) {
        return format("%,.0f (%,.0f to %,.0f)", spread.median(), spread.min(), spread.max());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
