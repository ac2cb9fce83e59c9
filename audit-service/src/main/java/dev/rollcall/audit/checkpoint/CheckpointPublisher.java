package dev.rollcall.audit.checkpoint;

import dev.rollcall.audit.Loop;
import dev.rollcall.contract.event.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Signs every second, and tells {@code audit.checkpoints.v1}. While Kafka is away signing goes on; what was signed is told later. */
@ApplicationScoped
public class CheckpointPublisher {
    private static final Duration RHYTHM = Duration.ofSeconds(1);
    private static final byte[] KEY = "log".getBytes(StandardCharsets.US_ASCII);

    private final Checkpoints checkpoints;
    private final Untold untold;
    private final Map<String, Object> settings;
    private volatile @Nullable Loop signing;
    private volatile @Nullable Loop telling;
    private @Nullable Producer<byte[], byte[]> producer;

    CheckpointPublisher(
            Checkpoints checkpoints,
            Untold untold,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.checkpoints = checkpoints;
        this.untold = untold;
        this.settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "audit-service-checkpoints",
                "acks",
                "all",
                "enable.idempotence",
                true,
                "buffer.memory",
                1024L * 1024,
                "request.timeout.ms",
                5_000,
                "delivery.timeout.ms",
                15_000,
                "max.block.ms",
                10_000);
    }

    void start(@Observes StartupEvent start) {
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        telling = Loop.start("audit-checkpoint-publisher", RHYTHM, () -> untold.tell(this::send));
        signing = Loop.start("audit-checkpoints", RHYTHM, this::sign);
    }

    void stop(@Observes ShutdownEvent stop) {
        close(signing);
        close(telling);
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }

    private boolean sign() {
        Loop next = telling;
        if (checkpoints.sign() && next != null) {
            next.call();
        }
        return false;
    }

    private void send(String note) throws InterruptedException {
        Producer<byte[], byte[]> sender = producer;
        if (sender == null) {
            throw new IllegalStateException("Not started");
        }
        var record =
                new ProducerRecord<>(Topics.AUDIT_CHECKPOINTS.topicName(), KEY, note.getBytes(StandardCharsets.UTF_8));
        record.headers().add("content-type", "text/plain; charset=utf-8".getBytes(StandardCharsets.US_ASCII));
        try {
            sender.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a checkpoint; it is sent again", e.getCause());
        }
    }

    private static void close(@Nullable Loop loop) {
        if (loop != null) {
            loop.close();
        }
    }
}
