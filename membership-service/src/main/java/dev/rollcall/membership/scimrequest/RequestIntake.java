package dev.rollcall.membership.scimrequest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.rollcall.contract.event.Topics;
import dev.rollcall.contract.provisioning.ScimRequestRecord;
import dev.rollcall.kit.TopicCheck;
import dev.rollcall.membership.stream.Moments;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the request log from Kafka into the database, on one thread of its own. A batch is stored before its place is noted, so it may come
 * twice and is stored once.
 */
@ApplicationScoped
class RequestIntake {
    private static final Logger LOG = Logger.getLogger(RequestIntake.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration DAYS_EVERY = Duration.ofHours(1);
    private static final Duration COUNTS_EVERY = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    private final RequestTable table;
    private final RequestDenials denials;
    private final RequestDays days;
    private final Moments moments;
    private final ObjectReader reader;
    private final String bootstrapServers;
    private final Counter unreadable;
    private final Counter untimely;
    private final Thread thread = new Thread(this::run, "scim-requests");
    private volatile boolean ending;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private Instant tended = Instant.EPOCH;
    private Instant counted = Instant.EPOCH;

    RequestIntake(
            RequestTable table,
            RequestDenials denials,
            RequestDays days,
            Moments moments,
            ObjectMapper mapper,
            MeterRegistry meters,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.table = table;
        this.denials = denials;
        this.days = days;
        this.moments = moments;
        this.reader = mapper.readerFor(ScimRequestRecord.class);
        this.bootstrapServers = bootstrapServers;
        this.unreadable = meters.counter("rollcall.scim.requests.unreadable");
        this.untimely = meters.counter("rollcall.scim.requests.untimely");
    }

    void start(@Observes StartupEvent event) {
        TopicCheck.require(bootstrapServers, Topics.SCIM_REQUESTS);
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        ending = true;
        KafkaConsumer<byte[], byte[]> known = consumer;
        if (known != null) {
            known.wakeup();
        }
        thread.join(STOP_MAX);
    }

    private void run() {
        while (!ending) {
            // A new consumer begins where the last stored batch ended.
            try (KafkaConsumer<byte[], byte[]> fresh = new KafkaConsumer<>(settings())) {
                consumer = fresh;
                fresh.subscribe(List.of(Topics.SCIM_REQUESTS.topicName()));
                while (!ending) {
                    turn(fresh);
                }
            } catch (WakeupException e) {
                LOG.debug("The intake of the request log was asked to stop");
            } catch (RuntimeException e) {
                LOG.warnf(e, "The request log could not be stored; trying again in %d s", PAUSE.toSeconds());
                pause();
            }
        }
    }

    private void turn(KafkaConsumer<byte[], byte[]> from) {
        Instant now = moments.now();
        if (now.isAfter(tended.plus(DAYS_EVERY))) {
            days.tend(now);
            tended = now;
        }
        if (now.isAfter(counted.plus(COUNTS_EVERY))) {
            denials.tellCounts(now);
            counted = now;
        }
        ConsumerRecords<byte[], byte[]> records = from.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        List<LoggedRequest> requests = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            LoggedRequest request = read(record.value());
            if (request == null) {
                unreadable.increment();
            } else if (!RequestDays.holds(RequestDays.time(request.record().id()), now)) {
                untimely.increment();
            } else {
                requests.add(request);
            }
        }
        table.store(requests);
        from.commitSync();
    }

    /** Null for what is none of ours: the log is a help, and must not stand still for one record. */
    private @Nullable LoggedRequest read(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            ScimRequestRecord record = reader.readValue(value);
            String json = new String(value, StandardCharsets.UTF_8);
            boolean whole = record.id() != null && record.receivedAt() != null && json.indexOf('\n') < 0;
            return whole && json.indexOf('\0') < 0 ? new LoggedRequest(record, json) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ending = true;
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "membership-service-scim-requests",
                ConsumerConfig.CLIENT_ID_CONFIG,
                "membership-service-scim-requests",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                // People read this log: half a second of gathering makes large batches of it.
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                256 << 10,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                500,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                4_000,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
    }
}
