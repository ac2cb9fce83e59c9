package dev.rollcall.benchmarks;

import dev.rollcall.benchmarks.report.SizesFile;
import dev.rollcall.benchmarks.scenario.AtSize;
import dev.rollcall.benchmarks.scenario.Comparing;
import dev.rollcall.benchmarks.scenario.GroupSizes;
import dev.rollcall.benchmarks.scenario.Growth;
import dev.rollcall.benchmarks.scenario.Pace;
import dev.rollcall.benchmarks.scenario.PageDepths;
import dev.rollcall.benchmarks.scenario.RateComparison;
import dev.rollcall.benchmarks.scenario.Scenario;
import dev.rollcall.benchmarks.suite.BenchOrganization;
import dev.rollcall.benchmarks.suite.Population;
import dev.rollcall.benchmarks.suite.Quiet;
import dev.rollcall.benchmarks.suite.RunningSuite;
import dev.rollcall.benchmarks.suite.UserIds;
import dev.rollcall.benchmarks.sync.FullSync;
import dev.rollcall.benchmarks.sync.SyncRound;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** S1 to S7 and G1: the store grows from one wanted number of users to the next, and is measured at each. */
final class Rates {
    private static final int ROUNDS = 3;
    private static final int SYNC_PEOPLE = 10_000;

    private final RunningSuite suite;
    private final BenchOptions options;
    private final BenchOrganization newcomers;
    private final List<Scenario> scenarios;
    private final SizesFile kept;
    private final List<RateComparison> comparisons = new ArrayList<>();
    private final List<Growth> growths = new ArrayList<>();
    private final List<SyncRound> syncs = new ArrayList<>();

    /** @param newcomers where users are created while something is measured */
    Rates(RunningSuite suite, BenchOptions options, BenchOrganization newcomers) {
        this.suite = suite;
        this.options = options;
        this.newcomers = newcomers;
        scenarios = Arrays.stream(Scenario.values())
                .filter(scenario -> options.wants(scenario.name()))
                .toList();
        kept = new SizesFile(suite.data().resolve("sizes.json"));
    }

    void measure() throws Exception {
        if (!scenarios.isEmpty()) {
            BenchOrganization stock = BenchOrganization.ensure(suite, BenchOrganization.STOCK);
            SortedSet<Integer> sizes = new TreeSet<>(options.wants("G1") ? options.sizes() : List.of());
            sizes.add(options.users());
            for (int size : sizes) {
                measure(stock, size);
            }
        }
        if (options.wants("S7")) {
            int people = Math.min(SYNC_PEOPLE, options.users());
            syncs.addAll(new FullSync(suite, newcomers, people, pace().shortRound(), ROUNDS).measure());
        }
    }

    private void measure(BenchOrganization stock, int size) throws Exception {
        boolean chosen = size == options.users();
        int there = UserIds.known(suite, stock.connectionId());
        if (there > size && !chosen) {
            System.out.printf(
                    Locale.ROOT,
                    "G1  %,d users are there, more than %,d: './rollcall down --wipe' first to measure that again%n",
                    there,
                    size);
            return;
        }
        try (UserIds users = UserIds.open(suite, stock.connectionId(), size)) {
            new Population(suite, stock, users).fill();
            Quiet.await(suite); // many events are on their way to the audit log still
            List<RateComparison> done = new Comparing(suite, stock, newcomers, users, pace()).run(scenarios);
            if (options.wants("G1") && there <= size) {
                kept.keep(new AtSize(size, Instant.now().truncatedTo(ChronoUnit.SECONDS), done));
            }
            if (chosen) {
                comparisons.addAll(done);
                growths(stock, users);
            }
        }
    }

    private void growths(BenchOrganization stock, UserIds users) throws Exception {
        if (scenarios.contains(Scenario.S5)) {
            growths.add(new GroupSizes(suite, stock.scimToken(), users, pace().shortRound(), ROUNDS).measure());
        }
        if (scenarios.contains(Scenario.S6)) {
            growths.addAll(new PageDepths(suite, stock.scimToken(), options.full() ? ROUNDS : 1).measure());
        }
    }

    private Pace pace() {
        return new Pace(
                options.full(),
                Duration.ofSeconds(options.warmUpSeconds()),
                Duration.ofSeconds(options.roundSeconds()),
                ROUNDS);
    }

    /** With the wanted number of users. */
    List<RateComparison> comparisons() {
        return comparisons;
    }

    List<Growth> growths() {
        return growths;
    }

    List<SyncRound> syncs() {
        return syncs;
    }

    /** Every size that was measured since the store was wiped; empty when G1 is not wanted. */
    List<AtSize> sizes() throws IOException {
        return options.wants("G1") ? kept.read() : List.of();
    }
}
