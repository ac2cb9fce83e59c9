package dev.rollcall.membership.connection;

import java.time.Duration;
import java.util.Map;

/**
 * What switching a connection's JIT provisioning off would mean (R-JIT-3, R-JIT-5): to be shown before an owner confirms it.
 *
 * @param needsOverride SCIM is off as well, so that the switch takes {@code "override": true} (R-JIT-2)
 * @param days over which {@code letIn} is counted
 * @param letIn people who joined by a sign-in in these days and are members still
 * @param wouldBeRefused accounts of the connection's domains that are no members yet and neither invited nor taken in by auto-provisioning
 */
record JitForecast(
        boolean jitEnabled,
        boolean scimEnabled,
        boolean needsOverride,
        long days,
        long letIn,
        long wouldBeRefused,
        String warning) {
    static final Duration WINDOW = Duration.ofDays(30);

    static JitForecast of(boolean jit, boolean scim, long letIn, long wouldBeRefused) {
        String warning = "Without JIT provisioning, nobody is added at sign-in any more: " + letIn
                + " people joined that way in the last " + WINDOW.toDays() + " days, and " + wouldBeRefused
                + " accounts of the connection's domains would be refused. New people then need "
                + (scim ? "SCIM or an invitation." : "an invitation, for SCIM is off.");
        return new JitForecast(jit, scim, jit && !scim, WINDOW.toDays(), letIn, wouldBeRefused, warning);
    }

    /** For the log: what was known when the switch was thrown. */
    Map<String, Object> told() {
        return Map.of("days", days, "letIn", letIn, "wouldBeRefused", wouldBeRefused);
    }
}
