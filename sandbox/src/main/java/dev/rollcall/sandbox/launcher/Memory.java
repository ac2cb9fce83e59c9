package dev.rollcall.sandbox.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Memory as the kernel counts it: proportional, so that pages which processes share count once. Linux only. */
final class Memory {
    private static final long KIBI = 1024;

    private Memory() {}

    /** Of the process alone, in bytes; 0 where the system does not tell. */
    static long of(ProcessHandle process) {
        Path file = Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBI)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // ended meanwhile, or no such file on this system
        }
    }

    /** Of the process and all that it started: PostgreSQL has one process for each connection. */
    static long ofTree(ProcessHandle process) {
        return of(process) + process.descendants().mapToLong(Memory::of).sum();
    }
}
