package dev.rollcall.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.contract.event.CloudEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning, as a consumer without a group would, and keeps the events of some organizations. */
final class TopicReader implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<String> organizations;
    final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    TopicReader(String bootstrapServers, String topic, List<Object> organizations) {
        this.organizations = organizations.stream().map(Object::toString).collect(Collectors.toSet());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", 20),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Passes over what is there already. */
    TopicReader fromNow() {
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        return this;
    }

    /** Reads until so many records of the organizations are there; fails after a minute. */
    TopicReader readUntil(int count) {
        return readUntil(all -> all.size() >= count);
    }

    TopicReader readUntil(Predicate<List<ConsumerRecord<String, byte[]>>> enough) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!enough.test(records)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("only " + records.size() + " records came");
            }
            poll(Duration.ofMillis(100));
        }
        return this;
    }

    /** Reads on for a while, for what should not come. */
    TopicReader readFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            poll(Duration.ofMillis(50));
        }
        return this;
    }

    void poll(Duration patience) {
        for (ConsumerRecord<String, byte[]> next : consumer.poll(patience)) {
            if (organizations.contains(next.key().substring(4, 40))) { // org:<id>, perhaps with more behind
                records.add(next);
            }
        }
    }

    List<CloudEvent> events() {
        return records.stream().map(TopicReader::parse).toList();
    }

    /** Per source, the events in the order in which their first delivery came; asserts nothing. */
    Map<String, List<CloudEvent>> firstDeliveries() {
        Map<String, Map<String, CloudEvent>> bySource = new LinkedHashMap<>();
        for (CloudEvent event : events()) {
            bySource.computeIfAbsent(event.source(), any -> new LinkedHashMap<>())
                    .putIfAbsent(event.id(), event);
        }
        Map<String, List<CloudEvent>> lists = new LinkedHashMap<>();
        bySource.forEach((source, events) -> lists.put(source, List.copyOf(events.values())));
        return lists;
    }

    static CloudEvent parse(ConsumerRecord<String, byte[]> next) {
        try {
            return JSON.readValue(next.value(), CloudEvent.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
