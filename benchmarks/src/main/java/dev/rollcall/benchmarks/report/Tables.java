package dev.rollcall.benchmarks.report;

import dev.rollcall.benchmarks.load.Round;
import dev.rollcall.benchmarks.load.Spread;
import dev.rollcall.benchmarks.scenario.RateComparison;
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
