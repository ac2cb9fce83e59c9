package dev.rollcall.sandbox.keycloak;

import dev.rollcall.sandbox.client.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keycloak unpacked and built.
 *
 * @param folder its home, in the user's cache
 */
public record KeycloakDistribution(Path folder) {
    /** What {@code kc.sh} gives Java, which we start directly: a shell between us would be one more process to end. */
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms64m",
            "-Xmx768m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Duser.language=en",
            "-Duser.country=US",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dpicocli.disable.closures=true");

    /** As it comes. Slow only the first time: the fetching takes what the network does, the building half a minute. */
    public static KeycloakDistribution ready(Checkout checkout, Consumer<String> tell)
            throws IOException, InterruptedException {
        return ready(checkout, Map.of(), tell);
    }

    /**
     * With extensions.
     *
     * @param providers jars by file name; other bytes give another folder
     * @param tell takes a line when something slow begins
     */
    public static KeycloakDistribution ready(Checkout checkout, Map<String, byte[]> providers, Consumer<String> tell)
            throws IOException, InterruptedException {
        return new KeycloakInstallation(checkout, providers, tell).ensure();
    }

    /** Keycloak's own command, in this program's Java; it writes nothing into {@link #folder} but while it builds. */
    public ProcessBuilder command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Checkout.java());
        command.addAll(JVM);
        command.add("-Dkc.home.dir=" + folder);
        command.add("-Djboss.server.config.dir=" + folder.resolve("conf"));
        command.addAll(List.of(
                "-cp",
                folder.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
