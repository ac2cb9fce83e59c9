package dev.rollcall.systemtests.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sandbox.client.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./rollcall} and waits for its end. */
public final class Command {
    private static final int LIMIT_SECONDS = 300; // a start on a machine that is busy with everything else

    private Command() {}

    /**
     * How it ended.
     *
     * @param output standard output
     * @param errors standard error
     */
    public record Ended(List<String> command, int exit, String output, String errors) {
        public Ended requireSuccess() {
            assertThat(exit).as("exit code of %s", this).isZero();
            return this;
        }

        public List<String> lines() {
            return output.lines().toList();
        }
    }

    /** The script as a person calls it. */
    static Ended script(Checkout checkout, Map<String, String> environment, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(checkout.root().resolve("rollcall").toString()));
        command.addAll(List.of(arguments));
        return run(checkout, environment, command);
    }

    /**
     * What the script hands over to once it has built what is stale. Here Maven has just built and is still at work in the same tree: a
     * second build would pull its files away.
     */
    static Ended launcher(Checkout checkout, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Checkout.java(),
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmx192m",
                "-Xss512k",
                "-cp",
                checkout.sandboxClassPath(),
                "dev.rollcall.sandbox.launcher.Rollcall"));
        command.addAll(List.of(arguments));
        return run(checkout, environment, command);
    }

    private static Ended run(Checkout checkout, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("rollcall", ".out");
            Path errors = Files.createTempFile("rollcall", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(checkout.root().toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " has not ended; so far: " + Files.readString(output));
            }
            Ended ended = new Ended(command, process.exitValue(), Files.readString(output), Files.readString(errors));
            Files.delete(output);
            Files.delete(errors);
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
