package dev.rollcall.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the just-in-time compilers of the suite's JVMs have used: while it is much, the suite is not yet as fast as it will be. */
public final class CompilerTime {
    private static final double TICKS_PER_SECOND = 100; // USER_HZ, which Linux has fixed for its /proc
    private static final int USER_TIME = 11; // fields of /proc/<pid>/task/<tid>/stat behind the name
    private static final int SYSTEM_TIME = 12;

    private CompilerTime() {}

    /** CPU time in seconds, of threads that still live; 0 where the system does not tell. */
    public static double now(RunningSuite suite) throws IOException {
        double seconds = 0;
        for (ProcessHandle process : suite.processes().values()) {
            for (String stat : threads(process.pid())) {
                if (stat.contains("(C1 CompilerThre") || stat.contains("(C2 CompilerThre")) {
                    String[] fields =
                            stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ");
                    seconds += (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]))
                            / TICKS_PER_SECOND;
                }
            }
        }
        return seconds;
    }

    private static List<String> threads(long pid) {
        List<String> stats = new ArrayList<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            for (Path task : tasks.toList()) {
                stats.add(Files.readString(task.resolve("stat")));
            }
        } catch (IOException e) {
            return stats; // a thread or the process ended meanwhile, or this is no Linux
        }
        return stats;
    }
}
