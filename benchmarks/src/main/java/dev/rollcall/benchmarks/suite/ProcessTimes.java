package dev.rollcall.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * CPU time used so far.
 *
 * @param seconds by process name; PostgreSQL's backends by the role that they serve, its other processes together
 */
public record ProcessTimes(Map<String, Double> seconds) {
    private static final String DATABASE = "PostgreSQL";

    public static ProcessTimes now(RunningSuite suite) throws IOException {
        Map<String, Double> seconds = new TreeMap<>();
        suite.processes().forEach((name, process) -> {
            if (name.equals(DATABASE)) {
                process.descendants().forEach(backend -> add(seconds, DATABASE + " for " + role(backend), backend));
            } else {
                add(seconds, name, process);
            }
        });
        return new ProcessTimes(seconds);
    }

    private static void add(Map<String, Double> seconds, String name, ProcessHandle process) {
        double used = process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
        seconds.merge(name, used, Double::sum);
    }

    /** PostgreSQL names its processes {@code postgres: role database address state}. */
    private static String role(ProcessHandle backend) {
        try {
            String[] words = Files.readString(Path.of("/proc", String.valueOf(backend.pid()), "cmdline"))
                    .strip()
                    .split("[ \0]+");
            return words.length > 2 && words[2].equals("rollcall") ? words[1] : "itself";
        } catch (IOException e) {
            return "itself"; // ended meanwhile
        }
    }

    /** What was used since then; a backend that ended in between drops out. */
    public ProcessTimes since(ProcessTimes earlier) {
        Map<String, Double> difference = new TreeMap<>();
        seconds.forEach((name, used) ->
                difference.put(name, Math.max(0, used - earlier.seconds.getOrDefault(name, 0.0))));
        return new ProcessTimes(difference);
    }

    /** PostgreSQL's time in the backends of that role. */
    public double databaseFor(String role) {
        return seconds.getOrDefault(DATABASE + " for " + role, 0.0);
    }

    double total() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
