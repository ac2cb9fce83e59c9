package dev.rollcall.sandbox.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A file that names a process: id and start time, so that a number which the system gave to somebody else since is not taken for ours.
 *
 * @param file {@code run/<name>.pid}
 */
record ProcessFile(Path file) {
    /** How far two readings of one start time may differ: the system counts in hundredths, after rounding. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    static ProcessFile in(Home home, String name) {
        return new ProcessFile(home.run().resolve(name + ".pid"));
    }

    void write(ProcessHandle process) throws IOException {
        Instant start = process.info().startInstant().orElse(Instant.EPOCH);
        Files.writeString(file, process.pid() + "\n" + start.toEpochMilli() + "\n");
    }

    /** The process, if it still lives. */
    Optional<ProcessHandle> find() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2) {
            return Optional.empty(); // the writer died in between
        }
        Instant start = Instant.ofEpochMilli(Long.parseLong(lines.get(1)));
        return ProcessHandle.of(Long.parseLong(lines.get(0)))
                .filter(ProcessHandle::isAlive)
                .filter(process -> startedAt(process, start));
    }

    private static boolean startedAt(ProcessHandle process, Instant start) {
        Instant found = process.info().startInstant().orElse(Instant.EPOCH);
        return Duration.between(start, found).abs().compareTo(START_TOLERANCE) <= 0;
    }

    /** Ends the process if it lives, kindly first, and removes the file. */
    void end(Duration patience) throws IOException {
        Optional<ProcessHandle> process = find();
        if (process.isPresent()) {
            end(process.get(), patience);
        }
        Files.deleteIfExists(file);
    }

    static void end(ProcessHandle process, Duration patience) {
        process.destroy();
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
