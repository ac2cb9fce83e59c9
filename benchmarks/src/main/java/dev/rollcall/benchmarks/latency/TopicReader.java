package dev.rollcall.benchmarks.latency;

import dev.rollcall.contract.event.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a topic from its present end and notes when each wanted record was seen. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long START_LIMIT_SECONDS = 30;

    private final KafkaConsumer<String, String> consumer;
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final Pattern name;
    private final CountDownLatch started = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable RuntimeException failure;

    /** @param name its first group is what identifies the record; records without it are passed over */
    TopicReader(String bootstrapServers, Topics topic, Pattern name) throws InterruptedException {
        this.name = name;
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        thread = Thread.ofPlatform().name("reader-" + topic.topicName()).start(() -> read(topic));
        if (!started.await(START_LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(topic.topicName() + " could not be read");
        }
    }

    private void read(Topics topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // seeking is lazy: this asks the broker now
        started.countDown();
        try {
            while (!closing) {
                for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                    note(record.value(), System.nanoTime());
                }
            }
        } catch (WakeupException e) {
            // closing
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            consumer.close();
        }
    }

    private void note(String value, long now) {
        Matcher found = name.matcher(value);
        if (found.find()) {
            seen.putIfAbsent(found.group(1), now);
        }
    }

    /** Waits for as many records, or until the time is up; answers how many there are. */
    int await(int count, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (seen.size() < count && System.nanoTime() < deadline) {
            Thread.sleep(1);
            RuntimeException thrown = failure;
            if (thrown != null) {
                throw new IllegalStateException("the topic cannot be read on", thrown);
            }
        }
        return seen.size();
    }

    /** Every record by its identity, with the time at which it was seen, as {@link System#nanoTime()}. */
    void forEach(BiConsumer<String, Long> action) {
        seen.forEach(action);
    }

    /** When that record was seen. */
    long require(String identity) {
        Long at = seen.get(identity);
        if (at == null) {
            throw new IllegalStateException(identity + " was not seen");
        }
        return at;
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        consumer.wakeup();
        thread.join();
    }
}
