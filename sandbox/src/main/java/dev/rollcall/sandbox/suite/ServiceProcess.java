package dev.rollcall.sandbox.suite;

import dev.rollcall.sandbox.client.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How a service is started, and waited for: its jars, its memory, its log. */
final class ServiceProcess {
    /** From this JDK on a run can write a start-up cache, which saves more than half of the CPU time of a start. */
    static final int JDK_WITH_CACHE = 25;

    /** How long one that is told to end may take: services end their requests within 10 s. */
    static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private static final Duration READY_LIMIT = Duration.ofSeconds(
            240); // some 20 s on two idle cores; machines that build and test are twelve times slower
    private static final int POLL_MILLIS = 100;
    private static final int LOG_LINES_SHOWN = 25;

    /**
     * Small, but with both compilers: this is also what the benchmarks measure. Compact object headers exist from JDK 25 on and are
     * ignored before. The opened packages are what {@code quarkus-run.jar} opens by its manifest.
     */
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-Xms24m",
            "-Xmx256m",
            "-Xss512k",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    /** Whether a start uses its cache or makes it. */
    enum Cache {
        USE,
        MAKE
    }

    private ServiceProcess() {}

    /**
     * Starts it; its output goes to its log, behind what is there.
     *
     * @param name of the log and of the file with the process id
     */
    static Process start(
            Checkout checkout, Home home, Service service, String name, Map<String, String> environment, Cache cache)
            throws IOException {
        ServiceJars jars = new ServiceJars(checkout, service);
        List<String> command = new ArrayList<>();
        command.add(Checkout.java());
        command.addAll(JVM);
        command.addAll(cacheOptions(jars, cache));
        command.addAll(List.of("-cp", jars.classPath(), jars.main()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log(name).toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        ProcessFile.in(home, name).write(process.toHandle());
        return process;
    }

    /**
     * Returns when it is ready.
     *
     * @param name as at its start
     * @throws SandboxFailure when it ends or is not ready in time; the message ends with its last log lines
     */
    static void awaitReady(Home home, String name, Process process, int managementPort)
            throws IOException, InterruptedException {
        Readiness readiness = new Readiness();
        long end = System.nanoTime() + READY_LIMIT.toNanos();
        while (!readiness.isReady(managementPort)) {
            if (!process.isAlive()) {
                throw notReady(home, name, "ended with exit code " + process.exitValue() + " while it started");
            }
            if (System.nanoTime() > end) {
                throw notReady(home, name, "is not ready after " + READY_LIMIT.toSeconds() + " s");
            }
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static SandboxFailure notReady(Home home, String name, String why) throws IOException {
        String lines = String.join("\n", new LogFile(home.log(name)).lastLines(LOG_LINES_SHOWN));
        return new SandboxFailure(name + " " + why + ". The end of its log, " + home.log(name) + ":\n" + lines);
    }

    private static List<String> cacheOptions(ServiceJars jars, Cache cache) throws IOException {
        if (cache == Cache.MAKE) {
            Files.createDirectories(jars.cache().getParent());
            return List.of("-XX:AOTCacheOutput=" + jars.cache());
        }
        boolean usable = Runtime.version().feature() >= JDK_WITH_CACHE && jars.hasFreshCache();
        // What the cache cannot take is its own affair, and nothing for a service's log.
        return usable ? List.of("-XX:AOTCache=" + jars.cache(), "-Xlog:aot=off") : List.of();
    }
}
