package dev.rollcall.audit;

import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.Topics;
import dev.rollcall.kit.InfraTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What surrounds the service in its integration tests, and how they look at it from outside. */
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "audit"))
@QuarkusTestResource(SourceServer.class)
public final class Suite {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static Producer<byte[], byte[]> producer;

    private Suite() {}

    /** Sends in this order and waits until the broker has them. */
    public static void publish(CloudEvent... events) {
        publish(List.of(events));
    }

    public static void publish(List<CloudEvent> events) {
        events.forEach(event -> producer().send(Facts.record(event)));
        producer().flush();
    }

    public static void send(ProducerRecord<byte[], byte[]> record) {
        producer().send(record);
        producer().flush();
    }

    private static synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", InfraTestResource.infra().kafkaBootstrapServers(), "acks", "all"),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }

    /** As the role that owns the tables. */
    public static Connection owner() throws SQLException {
        var infra = InfraTestResource.infra();
        return DriverManager.getConnection(infra.jdbcUrl("audit"), infra.user("audit"), infra.password("audit"));
    }

    public static Connection superuser() throws SQLException {
        var infra = InfraTestResource.infra();
        return DriverManager.getConnection(infra.jdbcUrl("audit"), infra.user(), infra.password());
    }

    /** One column of a query's rows as text. */
    public static List<String> ask(String sql, Object... values) {
        try (Connection connection = owner();
                var select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            List<String> column = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    column.add(row.getString(1));
                }
            }
            return column;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void execute(String sql) throws SQLException {
        try (Connection connection = owner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Stream numbers of one organization's entries, in the order of the log. */
    public static List<Integer> sealed(UUID organization) {
        return ask("select stream_seq from audit_entry where organization_id = ? order by audit_index", organization)
                .stream()
                .map(Integer::valueOf)
                .toList();
    }

    public static List<Integer> oneTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    /** Looks until it sees what is expected; answers what it saw last, for the assertion to judge. */
    public static <T> T eventually(T expected, Callable<T> look) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        T seen = look.call();
        while (!expected.equals(seen) && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            seen = look.call();
        }
        return seen;
    }

    /** Everything that stands on a topic under one key until so many records were seen, and nothing of others. */
    public static List<ConsumerRecord<String, byte[]>> readTopic(Topics topic, String key, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", InfraTestResource.infra().kafkaBootstrapServers());
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                    .mapToObj(number -> new TopicPartition(topic.topicName(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant end = Instant.now().plus(PATIENCE);
            while (found.size() < count && Instant.now().isBefore(end)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (key.equals(record.key())) {
                        found.add(record);
                    }
                });
            }
            // One more look: a repetition would come right behind.
            consumer.poll(Duration.ofMillis(300)).forEach(record -> {
                if (key.equals(record.key())) {
                    found.add(record);
                }
            });
        }
        return found;
    }
}
