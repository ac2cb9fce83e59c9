package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.client.Checkout;
import dev.rollcall.sandbox.suite.Progress;
import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.sandbox.suite.Status;
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
    int up(boolean withIdp) throws IOException, InterruptedException {
        Status.requireDown(place.home());
        place.home().create();
        Files.deleteIfExists(place.home().sandboxFile()); // of a suite that crashed
        Files.deleteIfExists(log);
        Progress progress = new Progress(System.out);
        Process process = start(withIdp);
        while (process.isAlive() && !Files.exists(place.home().sandboxFile())) {
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            show();
        }
        show();
        if (!process.isAlive()) {
            return process.exitValue();
        }
        SandboxFile description = SandboxFile.read(place.home());
        progress.print(ClosingTable.of(description, place.home(), progress.seconds()));
        return 0;
    }

    private Process start(boolean withIdp) throws IOException {
        List<String> command = new ArrayList<>();
        // A session of its own: Ctrl-C at this terminal, or its end, is not meant for the suite.
        command.add(onPath("setsid") ? "setsid" : "nohup");
        command.add(Checkout.java());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments()); // what the script chose for this one
        command.addAll(
                List.of("-cp", place.checkout().sandboxClassPath(), Rollcall.class.getName(), "up", "--quiet-end"));
        if (withIdp) {
            command.add("--idp");
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile())
                .start();
    }

    private void show() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
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
