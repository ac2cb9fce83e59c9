package dev.rollcall.sandbox.infra;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The process behind {@link dev.rollcall.sandbox.client.Infra}: answers one line when both are ready, then one line for each command
 * on standard input; its end is ours.
 */
public final class InfraMain {
    /** Before a record, as it stands in the file. */
    private static final String TXT = "txt ";

    private InfraMain() {}

    /** @param args the data directory, and {@code fresh} or {@code resume} */
    public static void main(String[] args) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err); // libraries that print must not disturb the lines that are read
        Logger.getLogger("").setLevel(Level.WARNING);
        Path directory = Path.of(args[0]);
        if ("fresh".equals(args[1])) {
            discard(directory);
        }
        ZoneFile zone = new ZoneFile(directory.resolve("dns.txt"));
        try (Stores stores = Stores.in(directory, binaries(), Ports.free(), Ports.free());
                Nameserver nameserver = new Nameserver(zone, Ports.free());
                MailSink mail = new MailSink(Ports.free(), Ports.free())) {
            stores.start();
            nameserver.start();
            mail.start();
            answers.println(facts(stores, nameserver, mail));
            serve(stores, zone, mail, answers);
        } catch (IOException e) {
            answers.println("failed: " + e.getMessage());
            throw e;
        } finally {
            answers.flush();
        }
        System.exit(0); // Kafka leaves threads behind that are no daemons
    }

    /** Unpacked once per checkout, so that nothing of ours lies elsewhere on the machine. */
    static Path binaries() {
        return dev.rollcall.sandbox.client.Checkout.find().root().resolve("sandbox/target/postgres");
    }

    private static void discard(Path directory) throws IOException {
        Trees.delete(directory.resolve("postgres"));
        Trees.delete(directory.resolve("kafka"));
        Files.deleteIfExists(directory.resolve("database.passwords"));
        Files.deleteIfExists(directory.resolve("dns.txt"));
    }

    private static String facts(Stores stores, Nameserver nameserver, MailSink mail) {
        StringBuilder line = new StringBuilder("ok")
                .append("\tdns=")
                .append(nameserver.address())
                .append("\tsmtp=")
                .append(mail.smtpPort())
                .append("\tmail=")
                .append(mail.url())
                .append("\tkafka=")
                .append(stores.kafka().bootstrapServers())
                .append("\tjdbc=")
                .append(stores.postgres().jdbcUrl())
                .append("\tuser=")
                .append(Postgres.SUPERUSER)
                .append("\tpassword=")
                .append(stores.credentials().password(Postgres.SUPERUSER));
        for (Schema schema : Schema.values()) {
            line.append("\tpassword.")
                    .append(schema.schemaName())
                    .append('=')
                    .append(stores.credentials().password(schema.role()));
        }
        return line.toString();
    }

    private static void serve(Stores stores, ZoneFile zone, MailSink mail, PrintStream answers) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            try {
                run(stores, zone, mail, command);
                answers.println("ok");
            } catch (Exception e) {
                e.printStackTrace();
                answers.println("failed: " + e.getMessage());
            }
        }
    }

    private static void run(Stores stores, ZoneFile zone, MailSink mail, String command) throws Exception {
        if (command.startsWith(TXT)) {
            String record = command.substring(TXT.length());
            int space = record.indexOf(' ');
            zone.add(record.substring(0, space), record.substring(space + 1));
            return;
        }
        switch (command) {
            case "stop-kafka" -> stores.kafka().close();
            case "start-kafka" -> stores.kafka().start();
            case "stop-mail" -> mail.stopSmtp();
            case "start-mail" -> mail.startSmtp();
            case "stop-postgres" -> stores.postgres().close();
            case "start-postgres" -> stores.postgres().start();
            default -> throw new IllegalArgumentException("unknown command " + command);
        }
    }
}
