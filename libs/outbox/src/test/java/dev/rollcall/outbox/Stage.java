package dev.rollcall.outbox;

import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.sandbox.client.Infra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A schema of its own with the outbox tables, on the PostgreSQL and Kafka that all tests of this run share. */
final class Stage {
    private static final Logger KAFKA_LOG =
            Logger.getLogger("org.apache.kafka"); // held, or its level would be collected
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    static {
        KAFKA_LOG.setLevel(Level.SEVERE); // clients print their whole configuration
    }

    final Infra infra;
    final String schema;

    private Stage(Infra infra, String schema) {
        this.infra = infra;
        this.schema = schema;
    }

    /** Started once; ends with this process. */
    private static final class Shared {
        static final Infra INFRA = Infra.start(directory());

        private static Path directory() {
            try {
                return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "infra");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static Stage fresh() throws SQLException {
        return on(Shared.INFRA, "outbox_" + ProcessHandle.current().pid() + "_" + SCHEMAS.incrementAndGet());
    }

    static Stage on(Infra infra, String schema) throws SQLException {
        Stage stage = new Stage(infra, schema);
        try (Connection connection = stage.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            statement.execute("CREATE SCHEMA " + schema);
            statement.execute(Outbox.schemaSql());
        }
        return stage;
    }

    String url() {
        return infra.jdbcUrl(schema);
    }

    DataSource database() {
        return database(url(), infra.user(), infra.password());
    }

    static DataSource database(String url, String user, String password) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        database.setUser(user);
        database.setPassword(password);
        return database;
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", infra.kafkaBootstrapServers());
    }

    Relay relay() {
        return relay(Relay.FurtherRecord.NONE);
    }

    Relay relay(Relay.FurtherRecord further) {
        return Relay.start(RelaySettings.of("test", kafka()), database(), further);
    }

    static OutboxEvent event(UUID organization, String marker) {
        return event(EventType.USER_UPDATED, organization, marker);
    }

    /** An event whose data carries a field {@code marker}. */
    static OutboxEvent event(EventType type, UUID organization, Object marker) {
        EventData.Actor actor = new EventData.Actor(EventData.Actor.Type.SCIM, "connection-1", null);
        return new OutboxEvent(
                type,
                StreamKey.organization(organization),
                "member/" + organization,
                Instant.now(),
                EventData.of(organization, actor, Map.of("marker", marker)),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "request-1");
    }

    void commit(OutboxEvent... events) throws SQLException {
        try (Connection connection = database().getConnection()) {
            connection.setAutoCommit(false);
            Outbox.append(connection, List.of(events));
            connection.commit();
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of every row, as text. */
    List<String> query(String sql) throws SQLException {
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    TopicReader reader(String topic, Object... organizations) {
        return new TopicReader(infra.kafkaBootstrapServers(), topic, List.of(organizations));
    }
}
