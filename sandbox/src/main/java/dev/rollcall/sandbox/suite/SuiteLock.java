package dev.rollcall.sandbox.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held by the one suite of a home; the system releases it when that process dies, however it dies. */
final class SuiteLock implements AutoCloseable {
    static final String SUPERVISOR = "supervisor";

    private final FileChannel channel;
    private final Home home;

    private SuiteLock(FileChannel channel, Home home) {
        this.channel = channel;
        this.home = home;
    }

    /**
     * Takes the home, and ends processes that a crashed suite left in it.
     *
     * @throws SandboxFailure when a suite is up
     */
    static SuiteLock take(Home home) throws IOException {
        FileChannel channel =
                FileChannel.open(home.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw alreadyUp(supervisor(home));
        }
        Leftovers.end(home);
        ProcessFile.in(home, SUPERVISOR).write(ProcessHandle.current());
        return new SuiteLock(channel, home);
    }

    static SandboxFailure alreadyUp(Optional<ProcessHandle> supervisor) {
        return new SandboxFailure("Rollcall is already up here ("
                + supervisor.map(process -> "process " + process.pid()).orElse("starting")
                + "): './rollcall status' shows it, './rollcall down' stops it");
    }

    static Optional<ProcessHandle> supervisor(Home home) throws IOException {
        return ProcessFile.in(home, SUPERVISOR).find();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(ProcessFile.in(home, SUPERVISOR).file());
        channel.close();
    }
}
