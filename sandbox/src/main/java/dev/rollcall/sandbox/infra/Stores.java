package dev.rollcall.sandbox.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** PostgreSQL and Kafka over one directory, started together. */
public final class Stores implements AutoCloseable {
    private final Postgres postgres;
    private final KafkaBroker kafka;
    private final Credentials credentials;

    private Stores(Postgres postgres, KafkaBroker kafka, Credentials credentials) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.credentials = credentials;
    }

    /**
     * Prepares both; nothing runs yet.
     *
     * @param directory for their data, made when absent
     * @param binaries where PostgreSQL's programs are unpacked
     */
    public static Stores in(Path directory, Path binaries, int postgresPort, int kafkaPort) throws IOException {
        Files.createDirectories(directory.resolve("postgres"));
        Credentials credentials = credentialsIn(directory);
        return new Stores(
                new Postgres(directory.resolve("postgres"), binaries, postgresPort, credentials),
                new KafkaBroker(directory.resolve("kafka"), kafkaPort),
                credentials);
    }

    /** @param directory as above */
    public static Credentials credentialsIn(Path directory) throws IOException {
        return Credentials.load(directory.resolve("database.passwords"));
    }

    /** Starts both at once; the topics exist when it returns. */
    public void start() throws IOException {
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> database = both.submit(run(postgres::start));
            Future<?> broker = both.submit(run(() -> {
                kafka.start();
                TopicSetup.ensure(kafka.bootstrapServers());
            }));
            require(database, "PostgreSQL");
            require(broker, "Kafka");
        }
    }

    public Postgres postgres() {
        return postgres;
    }

    public KafkaBroker kafka() {
        return kafka;
    }

    public Credentials credentials() {
        return credentials;
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        postgres.close();
    }

    private static Callable<Void> run(Step step) {
        return () -> {
            step.run();
            return null;
        };
    }

    private static void require(Future<?> start, String name) throws IOException {
        try {
            start.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(name + " did not start: " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(name + " was interrupted while it started", e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
