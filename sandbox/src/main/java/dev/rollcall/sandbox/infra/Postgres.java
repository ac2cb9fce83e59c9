package dev.rollcall.sandbox.infra;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One PostgreSQL server of this process, on loopback, with passwords for everyone. */
public final class Postgres implements AutoCloseable {
    public static final String SUPERUSER = "postgres";
    static final String DATABASE = "rollcall";
    private static final Duration START_LIMIT = Duration.ofSeconds(60); // ten times what a busy two-core machine needs

    /**
     * The embedded server switches the first two off by default, which would measure and test a database that loses commits. The rest
     * keeps it small: connections for four services and a test, no I/O workers, no JIT compiler.
     */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("max_connections", "120"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("wal_compression", "on"),
            Map.entry("io_method", "sync"),
            Map.entry("jit", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"));

    private final Path directory;
    private final Path binaries;
    private final int port;
    private final Credentials credentials;
    private @Nullable EmbeddedPostgres server;
    private @Nullable Process watchdog;

    /**
     * @param directory for data and log
     * @param binaries where the server's programs are unpacked, once for all data directories
     */
    public Postgres(Path directory, Path binaries, int port, Credentials credentials) {
        this.directory = directory;
        this.binaries = binaries;
        this.port = port;
        this.credentials = credentials;
    }

    /** Starts it; on a new data directory also makes database, roles and schemas. */
    public void start() throws IOException, SQLException {
        if (!Ports.isFree(port)) {
            throw new IOException("port " + port + " for PostgreSQL is taken by another program");
        }
        Path data = directory.resolve("data");
        Path initialised = directory.resolve("initialised");
        boolean restart = Files.exists(initialised);
        if (!restart) {
            Trees.delete(data); // an initialisation that was interrupted cannot be continued
        }
        server = launch(data, restart);
        watchdog = watch(data);
        if (!restart) {
            initialise(server, data);
            Files.createFile(initialised);
        }
    }

    private EmbeddedPostgres launch(Path data, boolean restart) throws IOException {
        Files.createDirectories(binaries);
        File log = directory.resolve("postgres.log").toFile();
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setPort(port)
                // The same order of text on every machine, whatever its locale.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log));
        SETTINGS.forEach(builder::setServerConfig);
        if (restart) {
            builder.setConnectConfig("password", credentials.password(SUPERUSER));
        }
        return builder.start();
    }

    /**
     * A shell whose standard input ends when this process does, even by {@code kill -9}: it then stops the database, which would
     * otherwise live on and hold its port.
     */
    private static Process watch(Path data) throws IOException {
        String script = "cat >/dev/null; p=$(head -n 1 \"$0/postmaster.pid\" 2>/dev/null) && kill -INT \"$p\"";
        return new ProcessBuilder("sh", "-c", script, data.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void initialise(EmbeddedPostgres server, Path data) throws IOException, SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            Databases.create(connection, credentials);
        }
        try (Connection connection = server.getDatabase(SUPERUSER, DATABASE).getConnection()) {
            Databases.createSchemas(connection);
            // initdb trusts every local user; from here on everyone shows a password.
            Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            try (var statement = connection.createStatement()) {
                statement.execute("SELECT pg_reload_conf()");
            }
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + port + "/" + DATABASE;
    }

    public int port() {
        return port;
    }

    /** Stops it in mode fast; committed data stays. Harmless when it does not run. */
    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
        if (watchdog != null) {
            watchdog.destroy();
            watchdog = null;
        }
    }
}
