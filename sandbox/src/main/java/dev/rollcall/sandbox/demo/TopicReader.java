package dev.rollcall.sandbox.demo;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.contract.event.Topics;
import dev.rollcall.sandbox.suite.SandboxFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the events of memberships and accounts and the sealed entries, from now on; joins no group, so it leaves no trace. */
final class TopicReader implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(50); // how late a time limit may be noticed
    private static final List<Topics> TOPICS =
            List.of(Topics.MEMBERSHIP_EVENTS, Topics.ACCOUNT_EVENTS, Topics.AUDIT_LOG);

    private final Sightings sightings = new Sightings();
    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicReader(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "auto.offset.reset",
                        "latest",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // seeking is lazy: ask, so that "now" means now
    }

    Sightings sightings() {
        return sightings;
    }

    /** Reads until the condition holds, at most so long; answers whether it does. */
    boolean readUntil(BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean holds = condition.getAsBoolean();
        while (!holds && System.nanoTime() < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                see(record, System.nanoTime());
            }
            holds = condition.getAsBoolean();
        }
        return holds;
    }

    private void see(ConsumerRecord<byte[], byte[]> record, long now) {
        JsonNode event = json(record);
        if (record.topic().equals(Topics.AUDIT_LOG.topicName())) {
            sightings.add(SeenEntry.sealed(new String(record.key(), StandardCharsets.UTF_8), event, now));
        } else {
            sightings.add(SeenEvent.read(record.topic(), record.partition(), record.offset(), event, now));
        }
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        String place = record.topic() + " partition " + record.partition() + " offset " + record.offset();
        try {
            return JSON.readTree(record.value());
        } catch (JacksonException e) {
            throw new SandboxFailure(place + " holds no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new SandboxFailure(place + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
