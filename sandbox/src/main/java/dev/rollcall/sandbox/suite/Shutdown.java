package dev.rollcall.sandbox.suite;

import dev.rollcall.sandbox.infra.Trees;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Ends the suite of a home from outside. */
public final class Shutdown {
    private static final Duration PATIENCE = Duration.ofSeconds(45); // services 15 s, broker and database rarely 5 s

    private Shutdown() {}

    /** Stops it, and whatever a crashed one left; answers whether one was up. */
    public static boolean of(Home home) throws IOException {
        if (!Files.isDirectory(home.run())) {
            return false;
        }
        Optional<ProcessHandle> supervisor = SuiteLock.supervisor(home);
        supervisor.ifPresent(process -> ProcessFile.end(process, PATIENCE));
        Leftovers.end(home);
        return supervisor.isPresent();
    }

    /** Deletes what the suite made in its home, and the home itself when nothing else lies in it. */
    public static void wipe(Home home) throws IOException {
        for (Path folder : new Path[] {home.data(), home.keys(), home.run(), home.logs()}) {
            Trees.delete(folder);
        }
        Files.deleteIfExists(home.secrets());
        Files.deleteIfExists(home.sandboxFile());
        try {
            Files.deleteIfExists(home.directory());
        } catch (DirectoryNotEmptyException e) {
            // somebody keeps files of their own there: they stay
        }
    }
}
