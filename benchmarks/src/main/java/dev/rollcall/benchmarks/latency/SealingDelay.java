package dev.rollcall.benchmarks.latency;

import dev.rollcall.benchmarks.load.Latencies;
import dev.rollcall.benchmarks.suite.RunningSuite;
import dev.rollcall.contract.event.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** E2: events are published straight to Kafka at a fixed rate; a consumer of {@code audit.log.v1} notes when it sees each sealed entry. */
public record SealingDelay(RunningSuite suite, int rate) {
    /** Streams that the load is spread over. */
    private static final int ORGANIZATIONS = 8;

    private static final double TARGET_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public Delay measure(Duration duration) throws Exception {
        int count = (int) duration.toSeconds() * rate;
        String kafka = suite.file().kafka().bootstrapServers();
        List<UUID> organizations =
                Stream.generate(UUID::randomUUID).limit(ORGANIZATIONS).toList();
        // One prefix for all ids of this run: others' entries that arrive meanwhile are not looked at.
        String run = "%08x".formatted(Instant.now().getEpochSecond());
        long[] sent = new long[count];
        try (TopicReader reader = new TopicReader(
                kafka, Topics.AUDIT_LOG, Pattern.compile("\"id\"\\s*:\\s*\"(" + run + "-[0-9a-f-]{27})\""))) {
            publish(kafka, new SyntheticEvents(organizations), run, sent);
            int seen = reader.await(count, PATIENCE);
            if (seen < count) {
                throw new IllegalStateException("only " + seen + " of " + count + " events were sealed");
            }
            Latencies latencies = new Latencies();
            reader.forEach((id, at) -> latencies.add(at - sent[number(id)]));
            return Delay.of("published to Kafka to sealed entry seen, at " + rate + "/s", latencies, TARGET_MILLIS);
        }
    }

    private void publish(String kafka, SyntheticEvents events, String run, long[] sent) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka, "acks", "all", "enable.idempotence", true, "linger.ms", 0);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.partitionsFor(Topics.MEMBERSHIP_EVENTS.topicName()); // asks for metadata before the clock runs
            long begin = System.nanoTime();
            for (int number = 0; number < sent.length; number++) {
                LockSupport.parkNanos(begin + number * 1_000_000_000L / rate - System.nanoTime());
                sent[number] = System.nanoTime();
                producer.send(events.record(number, id(run, number), Instant.now()));
            }
        }
    }

    /** A UUID of version 7 by its form, with the event's number at its end. */
    static String id(String run, int number) {
        return "%s-0000-7000-8000-%012x".formatted(run, number);
    }

    static int number(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1), 16);
    }
}
