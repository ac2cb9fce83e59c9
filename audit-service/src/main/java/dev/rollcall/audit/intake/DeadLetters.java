package dev.rollcall.audit.intake;

import dev.rollcall.contract.event.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Sends records that are no events to the dead-letter topic, as they came, at least once; the position moves after the broker has them. */
@ApplicationScoped
public class DeadLetters {
    private static final int LETTERS_MAX = 50;

    private static final String UNSENT = """
            with sent as (select position from audit_position where name = 'dead-letter' for update)
            select u.id, u.topic, u.partition, u."offset", u.key, u.value, u.reason from audit_unparsed u, sent
            where u.id > sent.position order by u.id limit ?
            """;

    private final DataSource database;
    private final Map<String, Object> settings;

    DeadLetters(DataSource database, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.database = database;
        this.settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "audit-service-dead-letters",
                "acks",
                "all",
                "request.timeout.ms",
                5_000,
                "delivery.timeout.ms",
                15_000,
                "max.block.ms",
                10_000);
    }

    private record Letter(long id, ProducerRecord<byte @Nullable [], byte[]> record) {}

    /** Sends the next ones; answers how many. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int send() throws InterruptedException {
        try (Connection connection = database.getConnection()) {
            List<Letter> letters = unsent(connection);
            if (!letters.isEmpty()) {
                send(letters);
                advance(connection, letters.getLast().id());
            }
            return letters.size();
        } catch (SQLException e) {
            throw new IllegalStateException("Dead letters could not be read", e);
        }
    }

    /** A producer for the occasion: it is rare, and an idle one would cost memory for ever. */
    private void send(List<Letter> letters) throws InterruptedException {
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Letter letter : letters) {
                producer.send(letter.record()).get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a dead letter; it is sent again", e.getCause());
        }
    }

    private static List<Letter> unsent(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNSENT)) {
            select.setInt(1, LETTERS_MAX);
            List<Letter> letters = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    letters.add(new Letter(row.getLong("id"), letter(row)));
                }
            }
            return letters;
        }
    }

    private static ProducerRecord<byte @Nullable [], byte[]> letter(ResultSet row) throws SQLException {
        var record = new ProducerRecord<byte @Nullable [], byte[]>(
                Topics.AUDIT_DEAD_LETTERS.topicName(), row.getBytes("key"), row.getBytes("value"));
        for (String fact : List.of("topic", "partition", "offset", "reason")) {
            record.headers().add("origin_" + fact, row.getString(fact).getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private static void advance(Connection connection, long id) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update audit_position set position = ? where name = 'dead-letter'")) {
            update.setLong(1, id);
            update.executeUpdate();
        }
    }
}
