package dev.rollcall.benchmarks.scenario;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How long and how often scenarios are measured.
 *
 * @param full false where the whole set must end within ten minutes: the youngest scenarios then get rounds of half the length and fewer
 *     groups
 * @param warmUp of each side, not counted; of the suite repeated while its rate still rises or its compilers are still at work
 * @param round length of one round
 * @param rounds of each side
 */
public record Pace(boolean full, Duration warmUp, Duration round, int rounds) {
    private static final Set<Scenario> HALVED = EnumSet.of(Scenario.S5, Scenario.S6, Scenario.L2);
    private static final int GROUPS = 100;
    /** More than one for each connection: writers never meet on one. */
    private static final int GROUPS_SHORT = 20;

    Duration round(Scenario scenario) {
        return halved(scenario, round);
    }

    Duration warmUp(Scenario scenario) {
        return halved(scenario, warmUp);
    }

    /** Rounds of a comparison within the suite, where each side is one connection. */
    public Duration shortRound() {
        return round.dividedBy(full ? 2 : 4);
    }

    int groups() {
        return full ? GROUPS : GROUPS_SHORT;
    }

    private Duration halved(Scenario scenario, Duration whole) {
        return !full && HALVED.contains(scenario) ? whole.dividedBy(2) : whole;
    }
}
