package dev.rollcall.sandbox.suite;

import dev.rollcall.sandbox.client.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a service is started: its jars, its memory, its log. */
final class ServiceProcess {
    /** From this JDK on a run can write a start-up cache, which saves more than half of the CPU time of a start. */
    static final int JDK_WITH_CACHE = 25;

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

    /** Starts it; its output goes to its log, behind what is there. */
    static Process start(Checkout checkout, Home home, Service service, Map<String, String> environment, Cache cache)
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
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.log(service).toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        ProcessFile.in(home, service.module()).write(process.toHandle());
        return process;
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
