package dev.rollcall.sandbox.suite;

import dev.rollcall.sandbox.infra.Ports;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Says before anything starts which ports somebody else holds. */
final class PortCheck {
    private PortCheck() {}

    /**
     * Refuses when a port is taken, and names the variable that moves it.
     *
     * @param withKeycloak whether its port is needed, too
     */
    static void requireFree(Settings settings, boolean withKeycloak) {
        requireFree(settings, withKeycloak, Ports::isFree);
    }

    static void requireFree(Settings settings, boolean withKeycloak, IntPredicate free) {
        String taken = settings.ports().entrySet().stream()
                .filter(entry -> withKeycloak || !entry.getKey().equals(Settings.KEYCLOAK_PORT))
                .filter(entry -> !free.test(entry.getValue()))
                .map(PortCheck::describe)
                .collect(Collectors.joining(", "));
        if (!taken.isEmpty()) {
            throw new SandboxFailure("taken by another program: " + taken
                    + ". End that program, or set the variable to a free port and try again");
        }
    }

    private static String describe(Map.Entry<String, Integer> entry) {
        return "port " + entry.getValue() + " (" + entry.getKey() + ")";
    }
}
