package dev.rollcall.audit.log;

import dev.rollcall.audit.Loop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Sends sealed entries to {@code audit.log.v1}, in the log's order, through one idempotent producer. */
@ApplicationScoped
public class Publisher {
    /** Finds what a replica sealed and then died before it could publish. */
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Publishing publishing;
    private final Map<String, Object> settings;
    private final Counter published;
    private volatile @Nullable Loop loop;
    private @Nullable Producer<byte[], byte[]> producer;

    Publisher(
            Publishing publishing,
            MeterRegistry metrics,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.publishing = publishing;
        this.published = metrics.counter("rollcall.audit.published");
        this.settings = Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrapServers),
                Map.entry("client.id", "audit-service-log"),
                Map.entry("acks", "all"),
                Map.entry("enable.idempotence", true),
                Map.entry("compression.type", "lz4"),
                // A turn is sent by flush alone: one batch for each partition, see Publishing.WEIGHT_MAX.
                Map.entry("linger.ms", 1_000),
                Map.entry("batch.size", Publishing.WEIGHT_MAX + 64 * 1024),
                Map.entry("buffer.memory", 8L * 1024 * 1024),
                Map.entry("request.timeout.ms", 5_000),
                Map.entry("delivery.timeout.ms", 15_000),
                Map.entry("max.block.ms", 10_000));
    }

    void start(@Observes StartupEvent start) {
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        loop = Loop.start("audit-publisher", SWEEP, this::step);
    }

    void stop(@Observes ShutdownEvent stop) {
        Loop running = loop;
        if (running != null) {
            running.close();
        }
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }

    /** Entries are sealed. */
    void call() {
        Loop running = loop;
        if (running != null) {
            running.call();
        }
    }

    private boolean step() throws InterruptedException {
        Producer<byte[], byte[]> sender = producer;
        int count = sender == null ? 0 : publishing.publish(sender);
        published.increment(count);
        return count > 0;
    }
}
