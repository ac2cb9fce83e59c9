package dev.rollcall.scimendpoint.requestlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.rollcall.contract.event.Topics;
import dev.rollcall.contract.provisioning.ScimRequestRecord;
import dev.rollcall.kit.TopicCheck;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sends records to Kafka from one small thread of its own. */
@ApplicationScoped
public class RequestLog {
    private static final Logger LOG = Logger.getLogger(RequestLog.class);
    /** Two seconds of the highest load a replica bears: a broker's restart, within some megabytes. */
    private static final int WAITING_MAX = 8_192;

    private static final int AT_ONCE = 512;
    private static final long BATCH_EVERY_MS =
            50; // the log is read by people; fewer wake-ups leave the cores to requests
    private static final Duration CLOSING_MAX = Duration.ofSeconds(3);

    private final BlockingQueue<ScimRequestRecord> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final ObjectWriter writer;
    private final String bootstrapServers;
    private final Counter dropped;
    private final Thread sender = new Thread(this::run, "request-log");
    private volatile boolean ending;

    RequestLog(
            ObjectMapper mapper,
            MeterRegistry meters,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        // Most lists of most requests are empty, and each record is stored as it is written here.
        this.writer = mapper.copy()
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY)
                .writerFor(ScimRequestRecord.class);
        this.bootstrapServers = bootstrapServers;
        this.dropped = meters.counter("rollcall.scim.requestlog.dropped");
        meters.gaugeCollectionSize("rollcall.scim.requestlog.waiting", List.of(), waiting);
    }

    void start(@Observes StartupEvent event) {
        TopicCheck.require(bootstrapServers, Topics.SCIM_REQUESTS);
        sender.setDaemon(true);
        sender.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        ending = true;
        sender.join(CLOSING_MAX);
    }

    /** Takes the record, at the cost of the oldest one when there is no room. */
    void offer(ScimRequestRecord entry) {
        while (!waiting.offer(entry)) {
            if (waiting.poll() != null) {
                dropped.increment();
            }
        }
    }

    private void run() {
        List<ScimRequestRecord> batch = new ArrayList<>(AT_ONCE);
        try (Producer<String, byte[]> producer = producer()) {
            while (!ending || !waiting.isEmpty()) {
                if (waiting.drainTo(batch, AT_ONCE) < AT_ONCE && !ending) {
                    TimeUnit.MILLISECONDS.sleep(BATCH_EVERY_MS);
                }
                batch.forEach(entry -> send(producer, entry));
                batch.clear();
            }
            producer.close(CLOSING_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Producer<String, byte[]> producer, ScimRequestRecord entry) {
        String key = "conn:" + (entry.connectionId() == null ? "unknown" : entry.connectionId());
        try {
            producer.send(
                    new ProducerRecord<>(Topics.SCIM_REQUESTS.topicName(), key, writer.writeValueAsBytes(entry)),
                    (metadata, failure) -> {
                        if (failure != null) {
                            dropped.increment();
                        }
                    });
        } catch (KafkaException | JsonProcessingException e) {
            dropped.increment();
            LOG.debugf(e, "A request-log record was dropped");
        }
    }

    private Producer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "scim-endpoint-request-log",
                        ProducerConfig.ACKS_CONFIG,
                        "1",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        false,
                        ProducerConfig.LINGER_MS_CONFIG,
                        100,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        64 << 10,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        8L << 20,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        1_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        10_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
