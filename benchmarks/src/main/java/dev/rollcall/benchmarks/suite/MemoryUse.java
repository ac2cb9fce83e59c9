package dev.rollcall.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * M1: memory as the kernel counts it, proportional set size, so that pages which PostgreSQL's processes share count once.
 *
 * @param bytes by process name; empty where the system does not tell (only Linux does)
 */
public record MemoryUse(Map<String, Long> bytes) {
    private static final long KIBI = 1024;

    public static MemoryUse now(RunningSuite suite) throws IOException {
        Map<String, Long> bytes = new TreeMap<>();
        suite.processes().forEach((name, process) -> {
            // The supervisor's descendants are the services, which are listed themselves; PostgreSQL's are its
            // backends.
            Stream<ProcessHandle> tree = name.equals("PostgreSQL")
                    ? Stream.concat(Stream.of(process), process.descendants())
                    : Stream.of(process);
            bytes.put(name, tree.mapToLong(MemoryUse::proportional).sum());
        });
        bytes.values().removeIf(size -> size == 0);
        return new MemoryUse(bytes);
    }

    private static long proportional(ProcessHandle process) {
        try {
            return pss(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup")));
        } catch (IOException e) {
            return 0; // ended meanwhile, or no such file on this system
        }
    }

    /** The line {@code Pss:  1234 kB} in bytes; 0 when there is none. */
    static long pss(String rollup) {
        return rollup.lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBI)
                .findFirst()
                .orElse(0);
    }

    public long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
}
