package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.suite.LogFile;
import dev.rollcall.sandbox.suite.SandboxFailure;
import dev.rollcall.sandbox.suite.Service;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs SERVICE}: the end of a log, and with {@code -f} what is added to it. */
@Command(name = "logs")
final class LogsCommand implements Callable<Integer> {
    private static final int POLL_MILLIS = 200;
    private static final int COPY_BYTES = 64 << 10;

    @Parameters(index = "0")
    String service = "";

    @Option(names = {"-f", "--follow"})
    boolean follow;

    @Option(names = {"-n", "--lines"})
    int lines = 200;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path log = file(Place.current());
        if (!Files.exists(log)) {
            throw new SandboxFailure("no log yet: " + log + " is made by the first './rollcall up'");
        }
        long end = Files.size(log);
        new LogFile(log).lastLines(lines).forEach(System.out::println);
        if (follow) {
            follow(log, end);
        }
        return 0;
    }

    private Path file(Place place) {
        return switch (service) {
            case "kafka", "keycloak", "build", "up" -> place.home().logs().resolve(service + ".log");
            case "postgres" -> place.home().data().resolve("postgres/postgres.log");
            default ->
                Service.named(service)
                        .map(place.home()::log)
                        .orElseThrow(() -> new SandboxFailure("no log called '" + service
                                + "': scim, sso, membership, audit, postgres, kafka, keycloak, up and build have one"));
        };
    }

    private static void follow(Path log, long from) throws IOException, InterruptedException {
        byte[] buffer = new byte[COPY_BYTES];
        long shown = from;
        while (true) {
            long size = Files.exists(log) ? Files.size(log) : 0;
            if (size < shown) {
                shown = 0; // a new start began a new file
            }
            if (size == shown) {
                Thread.sleep(POLL_MILLIS);
                continue;
            }
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
                file.seek(shown);
                int read = file.read(buffer);
                System.out.write(buffer, 0, Math.max(0, read));
                System.out.flush();
                shown += Math.max(0, read);
            }
        }
    }
}
