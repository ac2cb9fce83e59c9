package dev.rollcall.systemtests.architecture;

import java.util.List;
import java.util.Map;

/** Who breaks a rule today, by name, and why that stands. Each list may only shrink. */
final class Exceptions {
    static final Map<String, String> RULES = Map.of();
    static final Map<String, String> HTTP = Map.of();
    static final Map<String, String> PERSISTENCE = Map.of();
    static final Map<String, String> TIME_AND_IDS = Map.of();
    static final Map<String, String> SAME_NAME = Map.of();
    static final List<Edge> CYCLES = List.of();

    private Exceptions() {}

    /** A dependency that closes a cycle of features: class name to class name. */
    record Edge(String from, String to, String why) {}
}
