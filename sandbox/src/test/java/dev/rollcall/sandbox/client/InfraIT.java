package dev.rollcall.sandbox.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.contract.event.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfraIT {
    @TempDir
    static Path directory;

    static Infra infra;

    @BeforeAll
    static void start() {
        infra = Infra.start(directory);
    }

    @AfterAll
    static void stop() {
        infra.close();
    }

    @Test
    void committedDataIsDurableBecauseTheDatabaseWaitsForTheDisk() throws SQLException {
        assertThat(ask("SHOW fsync")).isEqualTo("on");
        assertThat(ask("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(ask("SHOW full_page_writes")).isEqualTo("on");
    }

    @Test
    void eachServicesRoleOwnsItsSchemaAndSeesNoOther() throws SQLException {
        // given
        try (Connection membership = as("membership");
                Connection sso = as("sso")) {
            // when
            execute(membership, "CREATE TABLE secret (id int)");

            // then
            assertThat(execute(membership, "SELECT * FROM membership.secret")).isTrue();
            assertThatThrownBy(() -> execute(sso, "SELECT * FROM membership.secret"))
                    .hasMessageContaining("permission denied for schema membership");
            assertThatThrownBy(() -> execute(sso, "CREATE TABLE membership.mine (id int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute(sso, "CREATE TABLE public.mine (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void nobodyEntersTheDatabaseWithoutItsPassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(infra.jdbcUrl(), infra.user(), "wrong"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void everyTopicOfTheContractExistsWithItsPartitionsAndPolicy() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", infra.kafkaBootstrapServers()))) {
            for (Topics topic : Topics.values()) {
                // when
                var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
                var settings =
                        admin.describeConfigs(List.of(resource)).all().get().get(resource);
                var description = admin.describeTopics(List.of(topic.topicName()))
                        .allTopicNames()
                        .get();

                // then
                assertThat(description.get(topic.topicName()).partitions()).hasSize(topic.partitions());
                assertThat(settings.get("cleanup.policy").value()).isEqualTo(topic.compacted() ? "compact" : "delete");
                String kept = topic.compacted() ? "delete.retention.ms" : "retention.ms";
                assertThat(settings.get(kept).value())
                        .isEqualTo(String.valueOf(topic.retention().toMillis()));
            }
        }
    }

    @Test
    void recordsAndRowsSurviveARestartOfBothServers() throws Exception {
        // given
        try (Connection audit = as("audit")) {
            execute(audit, "CREATE TABLE kept (text text)");
            execute(audit, "INSERT INTO kept VALUES ('row')");
        }
        produce("record");

        // when
        infra.restartPostgres();
        infra.restartKafka();

        // then
        assertThat(ask("SELECT text FROM audit.kept")).isEqualTo("row");
        assertThat(consume()).containsExactly("record");
    }

    @Test
    void aStoppedBrokerIsGoneUntilItIsStartedAgain() throws Exception {
        // given
        infra.stopKafka();

        // then
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                infra.kafkaBootstrapServers(),
                "default.api.timeout.ms",
                1000,
                "request.timeout.ms",
                1000))) {
            assertThatThrownBy(() -> admin.listTopics().names().get()).hasMessageContaining("Timeout");
        } finally {
            infra.startKafka();
        }
    }

    @Test
    void dataIsFoundAgainByALaterProcessAndNotByAFreshStart(@TempDir Path own) throws Exception {
        // given
        try (Infra first = Infra.start(own);
                Connection sso =
                        DriverManager.getConnection(first.jdbcUrl("sso"), first.user("sso"), first.password("sso"))) {
            execute(sso, "CREATE TABLE kept (id int)");
        }

        // when, then
        try (Infra second = Infra.resume(own)) {
            assertThat(tableExists(second)).isTrue();
        }
        try (Infra third = Infra.start(own)) {
            assertThat(tableExists(third)).isFalse();
        }
    }

    @Test
    void theDatabaseEndsWithItsProcessEvenWhenThatIsKilled(@TempDir Path own) throws Exception {
        // given
        Process process = killable(own);
        long database = databasePid(own);

        // when
        process.destroyForcibly().waitFor();

        // then
        ProcessHandle.of(database)
                .ifPresent(handle -> assertThat(handle.onExit()).succeedsWithin(Duration.ofSeconds(10)));
    }

    private static Process killable(Path own) throws IOException {
        Process process = new ProcessBuilder(
                        Checkout.java(),
                        "-cp",
                        Checkout.find().sandboxClassPath(),
                        "dev.rollcall.sandbox.infra.InfraMain",
                        own.toString(),
                        "fresh")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.inputReader().readLine()).startsWith("ok");
        return process;
    }

    private static long databasePid(Path own) throws IOException {
        return Long.parseLong(
                Files.readAllLines(own.resolve("postgres/data/postmaster.pid")).getFirst());
    }

    private static boolean tableExists(Infra infra) throws SQLException {
        try (Connection connection = DriverManager.getConnection(infra.jdbcUrl(), infra.user(), infra.password());
                ResultSet row =
                        connection.createStatement().executeQuery("SELECT to_regclass('sso.kept') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static Connection as(String schema) throws SQLException {
        return DriverManager.getConnection(infra.jdbcUrl(schema), infra.user(schema), infra.password(schema));
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(infra.jdbcUrl(), infra.user(), infra.password());
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void produce(String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", infra.kafkaBootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.AUDIT_DEAD_LETTERS.topicName(), 0, "key", value))
                    .get(10, TimeUnit.SECONDS);
        }
    }

    private static List<String> consume() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", (Object) infra.kafkaBootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = new TopicPartition(Topics.AUDIT_DEAD_LETTERS.topicName(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new ArrayList<>();
            consumer.poll(Duration.ofSeconds(10)).forEach(record -> values.add(record.value()));
            return values;
        }
    }
}
