package dev.rollcall.benchmarks.report;

import dev.rollcall.benchmarks.latency.Delay;
import dev.rollcall.benchmarks.load.Spread;
import dev.rollcall.benchmarks.scenario.RateComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One figure with its targets, ready to be shown.
 *
 * @param name short: S1, E1 …
 * @param what in words
 * @param figure with its unit
 * @param first the target to reach first, and whether it was; empty when there is none
 * @param second the target to reach in the end, likewise
 */
record Line(String name, String what, String figure, String first, String second) {
    private static final double GIBI = 1L << 30;

    static List<Line> of(Findings findings) {
        List<Line> lines = new ArrayList<>();
        findings.comparisons().forEach(comparison -> lines.add(ratio(comparison)));
        findings.delays().forEach((name, delays) -> delays.forEach(delay -> lines.add(delay(name, delay))));
        if (findings.idleMemory() != null) {
            double gib = findings.idleMemory().values().stream()
                            .mapToLong(Long::longValue)
                            .sum()
                    / GIBI;
            lines.add(new Line(
                    "M1",
                    "memory of the idle suite, PostgreSQL included",
                    format("%.2f GiB", gib),
                    below(gib, 1.5, "1.5 GiB"),
                    below(gib, 1.0, "1.0 GiB")));
        }
        if (findings.upSeconds() != null) {
            double seconds = findings.upSeconds();
            lines.add(new Line(
                    "T1",
                    "up, already built, until ready",
                    format("%.1f s", seconds),
                    below(seconds, 20, "20 s"),
                    below(seconds, 10, "10 s")));
        }
        return lines;
    }

    private static Line ratio(RateComparison comparison) {
        Spread ratios = comparison.ratios();
        return new Line(
                comparison.scenario().name(),
                comparison.scenario().title(),
                format("%.3f (%.3f to %.3f)", ratios.median(), ratios.min(), ratios.max()),
                verdict(
                        comparison.reachesFirst(),
                        format("at least %.2f", comparison.scenario().firstTarget())),
                verdict(
                        comparison.reachesSecond(),
                        format("at least %.2f", comparison.scenario().secondTarget())));
    }

    private static Line delay(String name, Delay delay) {
        String target = Double.isInfinite(delay.targetMillis())
                ? ""
                : verdict(delay.reachesTarget(), format("p50 below %.0f ms", delay.targetMillis()));
        return new Line(
                name,
                delay.name(),
                format(
                        "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms",
                        delay.p50Millis(), delay.p95Millis(), delay.p99Millis()),
                target,
                "");
    }

    private static String below(double figure, double limit, String shown) {
        return verdict(figure < limit, "below " + shown);
    }

    private static String verdict(boolean reached, String target) {
        return target + (reached ? ": reached" : ": missed");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
