package dev.rollcall.sandbox.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What lives on after {@code kill -9} of the supervisor: it holds ports, and must not meet a second of its kind. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(5); // nobody is left who waits for their answers

    private Leftovers() {}

    /** Ends the services of a suite that crashed, and waits until its database, which ends by itself, is gone. */
    static void end(Home home) throws IOException {
        for (Service service : Service.values()) {
            ProcessFile.in(home, service.module()).end(PATIENCE);
            ProcessFile.in(home, Replica.name(service)).end(PATIENCE);
        }
        ProcessFile.in(home, Status.KEYCLOAK).end(PATIENCE);
        Optional<ProcessHandle> database = database(home);
        if (database.isPresent()) {
            await(database.get());
        }
        Files.deleteIfExists(home.sandboxFile());
    }

    static Optional<ProcessHandle> database(Home home) throws IOException {
        Path file = home.data().resolve("postgres/data/postmaster.pid");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    }

    private static void await(ProcessHandle database) {
        try {
            database.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            database.destroyForcibly(); // it recovers from its log, as after a loss of power
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
