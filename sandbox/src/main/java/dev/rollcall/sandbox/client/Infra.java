package dev.rollcall.sandbox.client;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL, Kafka and a small name server in a process of their own, on free ports, for one test class, one suite or one benchmark.
 *
 * <p>All topics exist with their partitions, and so do the roles {@code rollcall_membership}, {@code rollcall_sso} and
 * {@code rollcall_audit}, each owner of one schema of database {@code rollcall}. The process ends when this object is closed and also
 * when the program that started it dies in whatever way, since its standard input ends then.
 */
public final class Infra implements AutoCloseable {
    private static final int LOG_LINES_SHOWN = 30; // enough for a stack trace's head and the line that says why

    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;
    private final Map<String, String> facts;
    private final Path log;

    private Infra(Path directory, String mode) {
        try {
            Files.createDirectories(directory);
            log = directory.resolve("infra.log");
            Checkout checkout = Checkout.find();
            process = new ProcessBuilder(command(checkout, directory, mode))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        facts = parse(requireAnswer("start"));
    }

    /**
     * Starts both on fresh data; what an earlier start left in the directory is deleted.
     *
     * @param directory where data and logs go; made when absent; deleted by whoever made it
     * @throws IllegalStateException when one does not start; the message ends with the last lines of its log
     */
    public static Infra start(Path directory) {
        return new Infra(directory.toAbsolutePath(), "fresh");
    }

    /** Starts both on the data that {@link #start} left in the directory before, on other ports perhaps. */
    public static Infra resume(Path directory) {
        return new Infra(directory.toAbsolutePath(), "resume");
    }

    private static List<String> command(Checkout checkout, Path directory, String mode) {
        return List.of(
                Checkout.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx160m",
                "-Xss512k",
                "-cp",
                checkout.sandboxClassPath(),
                "dev.rollcall.sandbox.infra.InfraMain",
                directory.toString(),
                mode);
    }

    /** For {@code bootstrap.servers}: one {@code host:port}. */
    public String kafkaBootstrapServers() {
        return fact("kafka");
    }

    /** Database {@code rollcall}, without a schema. */
    public String jdbcUrl() {
        return fact("jdbc");
    }

    /**
     * Database {@code rollcall} with one schema as the current one.
     *
     * @param schema {@code membership}, {@code sso} or {@code audit}, or one that the test made itself
     */
    public String jdbcUrl(String schema) {
        return jdbcUrl() + "?currentSchema=" + schema;
    }

    /** The superuser, for tests that look behind the services' backs. */
    public String user() {
        return fact("user");
    }

    public String password() {
        return fact("password");
    }

    /** The role that owns a schema: {@code rollcall_<schema>}. */
    public String user(String schema) {
        return "rollcall_" + schema;
    }

    /**
     * The password of {@link #user(String)}.
     *
     * @throws IllegalArgumentException for a schema without a role of its own
     */
    public String password(String schema) {
        String password = facts.get("password." + schema);
        if (password == null) {
            throw new IllegalArgumentException("no service owns schema " + schema);
        }
        return password;
    }

    /** The name server, as {@code ROLLCALL_DNS} wants it; it knows what {@link #publishTxt} told it. */
    public String dnsServer() {
        return fact("dns");
    }

    /**
     * Gives a name one TXT record more.
     *
     * @param name without spaces
     * @param text on one line
     */
    public void publishTxt(String name, String text) {
        ask("txt " + name + " " + text);
    }

    /** Where the mail sink takes mails: a port of the loopback address. */
    public int smtpPort() {
        return Integer.parseInt(fact("smtp"));
    }

    /** Where it shows them: {@code /mails}, {@code /mails?to=}. */
    public String mailUrl() {
        return fact("mail");
    }

    /** From now on no mail is taken; what came is forgotten. */
    public void stopMail() {
        ask("stop-mail");
    }

    public void startMail() {
        ask("start-mail");
    }

    /** Stops the broker; its data stays, and so does its port for {@link #startKafka()}. */
    public void stopKafka() {
        ask("stop-kafka");
    }

    public void startKafka() {
        ask("start-kafka");
    }

    /** Stops the database as a shutdown in mode {@code fast} does: sessions end, committed data stays. */
    public void stopPostgres() {
        ask("stop-postgres");
    }

    public void startPostgres() {
        ask("start-postgres");
    }

    public void restartKafka() {
        stopKafka();
        startKafka();
    }

    public void restartPostgres() {
        stopPostgres();
        startPostgres();
    }

    @Override
    public void close() {
        try (commands) {
            commands.flush();
        } catch (IOException e) {
            process.destroy(); // the pipe is broken, so it is ending anyway
        }
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void ask(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL and Kafka are gone: " + logTail(), e);
        }
        requireAnswer(command);
    }

    private String requireAnswer(String command) {
        try {
            String line = answers.readLine();
            if (line == null || !line.startsWith("ok")) {
                process.destroy();
                throw new IllegalStateException("PostgreSQL and Kafka, " + command + ": "
                        + (line == null ? "the process ended" : line) + "\n" + logTail());
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code ok TAB key=value TAB key=value …}. */
    private static Map<String, String> parse(String line) {
        Map<String, String> facts = new HashMap<>();
        for (String part : line.split("\t", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                facts.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return facts;
    }

    private String fact(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new IllegalStateException("the process did not say " + name);
        }
        return value;
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return log + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return log + " cannot be read: " + e.getMessage();
        }
    }
}
