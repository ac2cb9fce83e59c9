package dev.rollcall.systemtests.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic as anybody may: from its beginning to what is its end now. */
public final class TopicReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TopicReader() {}

    /** A record and the event in it. */
    public record Seen(ConsumerRecord<String, String> record, CloudEvent event) {
        public String extension(String name) {
            return String.valueOf(event.extensions().get(name));
        }
    }

    /** In each partition's order; the order of a key is kept. */
    public static List<Seen> readAll(RunningSuite suite, Topics topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", suite.description().kafka().bootstrapServers());
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                .toList();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Seen> seen = new ArrayList<>();
            Await.until(
                    "the end of " + topic.topicName(),
                    Duration.ofSeconds(60),
                    () -> {
                        consumer.poll(Duration.ofMillis(200)).forEach(record -> seen.add(seen(record)));
                        return ends.entrySet().stream()
                                .filter(end -> consumer.position(end.getKey()) < end.getValue())
                                .count();
                    },
                    behind -> behind == 0);
            return seen;
        }
    }

    private static Seen seen(ConsumerRecord<String, String> record) {
        try {
            return new Seen(record, JSON.readValue(record.value(), CloudEvent.class));
        } catch (JsonProcessingException e) {
            throw new AssertionError("not an event: " + record, e);
        }
    }
}
