package dev.rollcall.benchmarks.report;

import dev.rollcall.benchmarks.latency.Delay;
import dev.rollcall.benchmarks.saml.InTurn;
import dev.rollcall.benchmarks.scenario.AtSize;
import dev.rollcall.benchmarks.scenario.Growth;
import dev.rollcall.benchmarks.scenario.RateComparison;
import dev.rollcall.benchmarks.sync.SyncRound;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything one run found out; the JSON file has these fields.
 *
 * @param at when the run ended
 * @param full longer rounds, and more is measured
 * @param users how many were in the store before the first scenario
 * @param surroundings what the figures depend on
 * @param comparisons S1 to S6, those that ran
 * @param growths S5 and S6 in a small place and in a large one, those that ran
 * @param syncs S7; empty when it did not run
 * @param sizes G1: S1 to S6 with other numbers of users, smallest first; empty when it did not run
 * @param delays by measurement (CREATE, E1, E2), those that ran
 * @param samlValidation L1; null when not measured
 * @param idleMemory bytes by process at the start of the run; null when not measured
 * @param upSeconds T1; null when not measured
 */
public record Findings(
        Instant at,
        boolean full,
        int users,
        Map<String, String> surroundings,
        List<RateComparison> comparisons,
        List<Growth> growths,
        List<SyncRound> syncs,
        List<AtSize> sizes,
        Map<String, List<Delay>> delays,
        @Nullable InTurn samlValidation,
        @Nullable Map<String, Long> idleMemory,
        @Nullable Double upSeconds) {}
