package dev.rollcall.benchmarks.suite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What figures depend on, without anything that names the machine. */
public final class Surroundings {
    private static final List<String> SETTINGS = List.of(
            "server_version",
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_compression",
            "shared_buffers",
            "max_connections",
            "io_method",
            "jit");

    private Surroundings() {}

    /** Facts by name, in the order in which they are shown. */
    public static Map<String, String> of(RunningSuite suite) throws IOException, SQLException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", memory());
        facts.put("load before (1, 5, 15 min)", load());
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("JDK", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
        try (Connection connection = suite.database()) {
            for (String setting : SETTINGS) {
                facts.put("PostgreSQL " + setting.replace('_', ' '), setting(connection, setting));
            }
        }
        facts.put("Kafka", "one broker, acks=all");
        return facts;
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT current_setting(?)")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static String memory() {
        long bytes =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize()
                        : 0;
        return Math.round(bytes / (double) (1 << 30)) + " GiB";
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        if (!Files.exists(file)) {
            return "unknown";
        }
        String[] words = Files.readString(file).split(" ");
        return words[0] + ", " + words[1] + ", " + words[2];
    }
}
