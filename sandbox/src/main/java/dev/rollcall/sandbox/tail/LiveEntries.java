package dev.rollcall.sandbox.tail;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.contract.event.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is sealed from now on, from {@code audit.log.v1}; leaves no trace on the broker, since it joins no group. */
final class LiveEntries implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(200); // so that a time limit is kept to a fifth of a second

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Names names;

    /** From this moment on nothing is missed, even while older entries are still being read. */
    LiveEntries(String bootstrapServers, Names names) {
        this.names = names;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "auto.offset.reset",
                        "latest",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.AUDIT_LOG.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // seeking is lazy: ask, so that "now" means now
    }

    /** What came since the last call; waits a moment for it. */
    List<Entry> next() {
        List<Entry> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> sealed : consumer.poll(POLL)) {
            try {
                String key = new String(sealed.key(), StandardCharsets.UTF_8);
                entries.add(SealedEvent.read(key, JSON.readTree(sealed.value()), names));
            } catch (IOException | RuntimeException e) {
                System.err.println("rollcall: partition " + sealed.partition() + " offset " + sealed.offset()
                        + " holds no event that can be read: "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
        }
        return entries;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
