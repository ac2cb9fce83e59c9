package dev.rollcall.sandbox.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A working day: what two identity providers do, one after the other.
 *
 * @param run tells this day's people from those of other days; part of their addresses
 * @param steps in their order; later ones use what earlier answers gave
 */
public record Day(String run, List<Step> steps) {
    private static final int RADIX = 36; // eight characters for the milliseconds of this century

    /** The day of these identity providers, with people nobody has met before. */
    public static Day of(String run, Set<Idp> idps) {
        List<Step> steps = new ArrayList<>();
        for (Idp idp : Idp.values()) {
            if (idps.contains(idp)) {
                steps.addAll(
                        switch (idp) {
                            case OKTA -> OktaDay.steps();
                            case ENTRA -> EntraDay.steps();
                        });
            }
        }
        return new Day(run, List.copyOf(steps));
    }

    /** Both identity providers. */
    public static Day of(String run) {
        return of(run, Set.of(Idp.values()));
    }

    /** A run that no earlier one had: it counts milliseconds. */
    public static String runAt(long epochMillis) {
        return Long.toString(epochMillis, RADIX);
    }

    /** What the steps may name from the start. */
    Map<String, String> given() {
        String guid =
                UUID.nameUUIDFromBytes(run.getBytes(StandardCharsets.UTF_8)).toString();
        return Map.of("run", run, "guid", guid);
    }
}
