package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.client.Checkout;
import dev.rollcall.sandbox.suite.SandboxFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The suite in a process that outlives this one and its terminal; what it prints until it is ready is shown here. */
final class Detached {
    private static final int POLL_MILLIS = 100;
    private final Place place;
    private final Path log;
    private long shown;

    Detached(Place place) {
        this.place = place;
        this.log = place.home().logs().resolve("up.log");
    }

    /** Returns 0 when the suite is ready, or its exit code when it gave up. */
    int up() throws IOException, InterruptedException {
        place.home().create();
        boolean wasUp = Files.exists(place.home().sandboxFile());
        Path output = wasUp ? log.resolveSibling("up-refused.log") : log;
        Files.deleteIfExists(output);
        Process process = start(output);
        while (process.isAlive() && (wasUp || !isReady(process))) {
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            show(output);
        }
        show(output);
        return process.isAlive() ? 0 : process.exitValue();
    }

    private Process start(Path output) throws IOException {
        List<String> command = new ArrayList<>();
        // A session of its own: Ctrl-C at this terminal, or its end, is not meant for the suite.
        command.add(onPath("setsid") ? "setsid" : "nohup");
        command.add(Checkout.java());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments()); // what the script chose for this one
        command.addAll(List.of("-cp", place.checkout().sandboxClassPath(), Rollcall.class.getName(), "up"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        if (!process.isAlive() && process.exitValue() == 127) {
            throw new SandboxFailure("cannot start " + command.getFirst());
        }
        return process;
    }

    private boolean isReady(Process process) {
        return process.isAlive() && Files.exists(place.home().sandboxFile()) && tableIsPrinted();
    }

    private boolean tableIsPrinted() {
        try {
            return Files.readString(log).contains(ClosingTable.LAST_LINE);
        } catch (IOException e) {
            return false;
        }
    }

    private void show(Path output) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
            byte[] fresh = new byte[(int) (file.length() - shown)];
            file.seek(shown);
            file.readFully(fresh);
            shown += fresh.length;
            System.out.print(new String(fresh, StandardCharsets.UTF_8));
            System.out.flush();
        }
    }

    private static boolean onPath(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
