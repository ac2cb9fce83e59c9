package dev.rollcall.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Relays of the designs that {@link OutboxComparison} measures ours against; good enough for figures, not for use. */
final class RivalRelay implements AutoCloseable {

    /** The business transaction has numbered its events; read what is behind each stream's published number. */
    static final String OF_HEADS = "SELECT e.source, e.sequence, e.partition_key, e.body FROM stream_head h"
            + " JOIN stream_published p ON p.source = h.source AND p.sequence < h.last"
            + " JOIN event_log e ON e.source = h.source AND e.sequence > p.sequence AND e.sequence <= p.sequence + 512"
            + " WHERE pg_try_advisory_xact_lock(4711) ORDER BY e.source, e.sequence LIMIT 512";

    /** Each relay takes the rows that no other has locked; the row's id stands for its number. */
    static final String SKIP_LOCKED =
            "WITH taken AS (DELETE FROM outbox WHERE (shard, id) IN (SELECT shard, id FROM outbox ORDER BY id"
                    + " LIMIT 50 FOR UPDATE SKIP LOCKED) RETURNING source, id, partition_key, body)"
                    + " SELECT * FROM taken ORDER BY id";

    private static final String ADVANCE = "UPDATE stream_published SET sequence = ? WHERE source = ? AND sequence < ?";

    private final String take;
    private final Stage stage;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean running = true;

    RivalRelay(String take, Stage stage) {
        this.take = take;
        this.stage = stage;
        this.thread = Thread.ofPlatform().daemon().start(this::run);
    }

    void wake() {
        if (awake.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        Map<String, Object> config =
                Map.of("bootstrap.servers", stage.infra.kafkaBootstrapServers(), "acks", "all", "linger.ms", 1);
        try (KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
                Connection connection = stage.database().getConnection()) {
            connection.setAutoCommit(false);
            while (running) {
                awake.set(false);
                boolean some = turn(connection, producer);
                long end = System.nanoTime() + Duration.ofMillis(some ? 3 : 250).toNanos();
                while (running && System.nanoTime() < end && (some || !awake.get())) {
                    LockSupport.parkNanos(end - System.nanoTime());
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean turn(Connection connection, KafkaProducer<String, byte[]> producer) throws Exception {
        List<Future<?>> acks = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(take);
                PreparedStatement advance = connection.prepareStatement(ADVANCE);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                acks.add(producer.send(new ProducerRecord<>(
                        OutboxComparison.TOPIC, row.getString(3), body(row).getBytes(StandardCharsets.UTF_8))));
                if (take.equals(OF_HEADS)) {
                    advance.setLong(1, row.getLong(2));
                    advance.setString(2, row.getString(1));
                    advance.setLong(3, row.getLong(2));
                    advance.addBatch();
                }
            }
            for (Future<?> ack : acks) {
                ack.get();
            }
            advance.executeBatch();
        }
        connection.commit();
        return !acks.isEmpty();
    }

    private String body(ResultSet row) throws SQLException {
        return take.equals(OF_HEADS)
                ? row.getString(4)
                : "{\"sequence\":\"" + row.getLong(2) + "\"," + row.getString(4).substring(1);
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        LockSupport.unpark(thread);
        thread.join();
    }
}
