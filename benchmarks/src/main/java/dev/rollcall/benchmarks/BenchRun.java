package dev.rollcall.benchmarks;

import dev.rollcall.benchmarks.latency.CreateToSealed;
import dev.rollcall.benchmarks.latency.Delay;
import dev.rollcall.benchmarks.latency.EventDelay;
import dev.rollcall.benchmarks.latency.SealingDelay;
import dev.rollcall.benchmarks.report.Findings;
import dev.rollcall.benchmarks.saml.InTurn;
import dev.rollcall.benchmarks.saml.SamlValidation;
import dev.rollcall.benchmarks.suite.BenchOrganization;
import dev.rollcall.benchmarks.suite.MemoryUse;
import dev.rollcall.benchmarks.suite.Quiet;
import dev.rollcall.benchmarks.suite.RunningSuite;
import dev.rollcall.benchmarks.suite.Surroundings;
import dev.rollcall.benchmarks.suite.UpTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run: memory before anything else, then rates, then delays on a suite that is warm and idle again, its start last. */
record BenchRun(RunningSuite suite, BenchOptions options) {
    private static final int ROUNDS = 3;
    private static final int E1_SECONDS = 15;
    private static final int E2_SECONDS = 15;
    private static final int E2_SECONDS_FULL = 60;
    private static final int E2_RATE = 1_000; // events per second

    Findings measure() throws Exception {
        Map<String, String> surroundings = Surroundings.of(suite);
        Quiet.await(suite);
        Map<String, Long> idleMemory =
                options.wants("M1") ? MemoryUse.now(suite).bytes() : null;
        BenchOrganization newcomers = BenchOrganization.ensure(suite, BenchOrganization.NEWCOMERS);
        Rates rates = new Rates(suite, options, newcomers);
        rates.measure();
        Map<String, List<Delay>> delays = delays(newcomers);
        Double upSeconds = options.wants("T1") ? UpTime.measure(suite) : null;
        return new Findings(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                options.full(),
                options.users(),
                surroundings,
                rates.comparisons(),
                rates.growths(),
                rates.syncs(),
                rates.sizes(),
                delays,
                samlValidation(),
                idleMemory,
                upSeconds);
    }

    private @Nullable InTurn samlValidation() throws Exception {
        if (!options.wants("L1")) {
            return null;
        }
        Quiet.await(suite);
        System.out.println("L1  a SAML response validated, one thread");
        return SamlValidation.measure(
                Duration.ofSeconds(options.warmUpSeconds()), Duration.ofSeconds(options.roundSeconds()), ROUNDS);
    }

    private Map<String, List<Delay>> delays(BenchOrganization organization) throws Exception {
        Map<String, List<Delay>> delays = new LinkedHashMap<>();
        if (options.wants("CREATE")) {
            Quiet.await(suite);
            System.out.println("CREATE  one create after the other, each awaited as a sealed entry");
            delays.put("CREATE", new CreateToSealed(suite, organization).measure());
        }
        if (options.wants("E1")) {
            Quiet.await(suite);
            System.out.println("E1  " + EventDelay.RATE + " creates a second, each awaited as an event");
            delays.put("E1", new EventDelay(suite, organization).measure(Duration.ofSeconds(E1_SECONDS)));
        }
        if (options.wants("E2")) {
            Quiet.await(suite);
            System.out.println("E2  " + E2_RATE + " events a second straight to Kafka, each awaited as a sealed entry");
            int seconds = options.full() ? E2_SECONDS_FULL : E2_SECONDS;
            delays.put("E2", List.of(new SealingDelay(suite, E2_RATE).measure(Duration.ofSeconds(seconds))));
        }
        return delays;
    }
}
