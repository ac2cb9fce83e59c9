package dev.rollcall.benchmarks.report;

import dev.rollcall.benchmarks.latency.Delay;
import dev.rollcall.benchmarks.load.Spread;
import dev.rollcall.benchmarks.saml.SamlValidation;
import dev.rollcall.benchmarks.scenario.Growth;
import dev.rollcall.benchmarks.scenario.RateComparison;
import dev.rollcall.benchmarks.sync.SyncRound;
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
        findings.growths().forEach(growth -> lines.add(growth(growth)));
        if (!findings.syncs().isEmpty()) {
            lines.add(sync(findings.syncs()));
        }
        SizeRules.growths(findings.sizes()).forEach(growth -> lines.add(size(growth)));
        findings.delays().forEach((name, delays) -> delays.forEach(delay -> lines.add(delay(name, delay))));
        if (findings.samlValidation() != null) {
            Spread ratios = findings.samlValidation().ratios();
            lines.add(new Line(
                    "L1",
                    "SAML response validated, one thread",
                    format("%.3f (%.3f to %.3f)", ratios.median(), ratios.min(), ratios.max()),
                    "",
                    verdict(ratios.median() >= SamlValidation.TARGET, format("at least %.2f", SamlValidation.TARGET))));
        }
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
        Double first = comparison.scenario().firstTarget();
        return new Line(
                comparison.scenario().name(),
                comparison.scenario().title(),
                format("%.3f (%.3f to %.3f)", ratios.median(), ratios.min(), ratios.max()),
                first == null ? "" : verdict(comparison.reachesFirst(), format("at least %.2f", first)),
                verdict(
                        comparison.reachesSecond(),
                        format("at least %.2f", comparison.scenario().secondTarget())));
    }

    private static Line growth(Growth growth) {
        Spread ratios = growth.ratios();
        return new Line(
                growth.scenario().name(),
                growth.what(),
                format("cost × %.2f (%.2f to %.2f)", ratios.median(), ratios.min(), ratios.max()),
                "",
                verdict(growth.reached(), format("at most %.1f", growth.limit())));
    }

    private static Line sync(List<SyncRound> rounds) {
        Spread ratios = Spread.of(rounds.stream().map(SyncRound::ratio).toList());
        return new Line(
                "S7",
                format(
                        "full sync of %,d users, and again unchanged",
                        rounds.getFirst().people()),
                format("%.3f (%.3f to %.3f)", ratios.median(), ratios.min(), ratios.max()),
                "",
                verdict(ratios.median() >= SyncRound.TARGET, format("at least %.2f", SyncRound.TARGET)));
    }

    private static Line size(SizeRules.SizeGrowth growth) {
        return new Line(
                "G1",
                format("%s with %,d users against %,d", growth.scenario(), growth.users(), growth.least()),
                format("cost × %.2f", growth.factor()),
                "",
                verdict(growth.factor() <= SizeRules.LIMIT, format("at most %.1f", SizeRules.LIMIT)));
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
