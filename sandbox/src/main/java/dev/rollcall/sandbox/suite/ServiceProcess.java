package dev.rollcall.sandbox.suite;

import dev.rollcall.sandbox.client.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a service is started: its jar, its memory, its log. */
final class ServiceProcess {
    /**
     * Small, but with both compilers: this is also what the benchmarks measure. Compact object headers exist from JDK 25 on and are
     * ignored before.
     */
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-Xms24m",
            "-Xmx256m",
            "-Xss512k",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseCompactObjectHeaders",
            "-XX:MinHeapFreeRatio=20",
            "-XX:MaxHeapFreeRatio=40",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    private ServiceProcess() {}

    /** @throws SandboxFailure when the service was not built */
    static Path jar(Checkout checkout, Service service) {
        Path jar = checkout.root().resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new SandboxFailure(service.module() + " is not built: run ./rollcall build");
        }
        return jar;
    }

    /** Starts it; its output goes to its log, behind what is there. */
    static Process start(Checkout checkout, Home home, Service service, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Checkout.java());
        command.addAll(JVM);
        command.add("-jar");
        command.add(jar(checkout, service).toString());
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
}
