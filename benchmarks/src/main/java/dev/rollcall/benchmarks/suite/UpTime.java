package dev.rollcall.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** T1: stops the suite and starts it again, built as it is. */
public final class UpTime {
    private static final long LIMIT_SECONDS = 300; // fifteen times the target

    private UpTime() {}

    /** Answers the seconds from {@code up --detach} to its return, which is when every service is ready. */
    public static double measure(RunningSuite suite) throws IOException, InterruptedException {
        run(suite.root(), "down");
        long begin = System.nanoTime();
        run(suite.root(), "up", "--detach");
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void run(Path root, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(root.resolve("rollcall").toString());
        builder.command().addAll(List.of(arguments));
        Process process = builder.directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD) // its table shows secrets
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroy();
            throw new IOException(
                    "./rollcall " + String.join(" ", arguments) + " failed; './rollcall logs up' says why");
        }
    }
}
