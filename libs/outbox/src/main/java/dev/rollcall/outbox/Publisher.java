package dev.rollcall.outbox;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.Topics;
import dev.rollcall.outbox.Backlog.Waiting;
import dev.rollcall.outbox.Delivery.Fate;
import dev.rollcall.outbox.Delivery.UnsendableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The way to Kafka: one idempotent producer at a time, so records of a partition keep the order in which they were handed over. */
final class Publisher implements AutoCloseable {
    private static final int BATCH_BYTES = 16 << 10;

    private final Map<String, Object> config;
    private final Relay.FurtherRecord further;
    private @Nullable KafkaProducer<String, byte[]> producer;

    Publisher(RelaySettings settings, Relay.FurtherRecord further) {
        this.config = config(settings);
        this.further = further;
    }

    /** An event handed to the producer; {@code acks} is empty when it failed before or its stream waits. */
    private record Sent(
            LoggedEvent event,
            List<Future<RecordMetadata>> acks,
            @Nullable Throwable failure) {}

    /** Events on their way: other work can be done before the look at what became of them. */
    final class Sending {
        private final List<Sent> sent = new ArrayList<>();
        private final Set<String> waiting = new HashSet<>();
        private final Map<String, Throwable> refusingTopics = new HashMap<>();

        private void add(Waiting next) {
            LoggedEvent event = next.event();
            if (next.parked() || waiting.contains(event.source())) {
                waiting.add(event.source());
                sent.add(new Sent(event, List.of(), null));
                return;
            }
            List<Future<RecordMetadata>> acks = new ArrayList<>(2);
            Throwable failure = null;
            try {
                for (ProducerRecord<String, byte[]> each : recordsOf(event)) {
                    acks.add(send(each));
                }
            } catch (RuntimeException e) {
                failure = e;
                waiting.add(event.source());
            }
            sent.add(new Sent(event, acks, failure));
        }

        private Future<RecordMetadata> send(ProducerRecord<String, byte[]> next) {
            Throwable known = refusingTopics.get(next.topic());
            if (known != null) {
                // Each look for a missing topic would cost the producer's whole patience.
                throw new UnsendableException("topic " + next.topic() + " refused another event just now", known);
            }
            Future<RecordMetadata> ack = producer().send(next);
            if (ack.isDone()) {
                requireNotFailed(next.topic(), ack);
            }
            return ack;
        }

        private void requireNotFailed(String topic, Future<RecordMetadata> ack) {
            Throwable failure = failureOf(ack);
            if (failure == null) {
                return;
            }
            if (failure.getCause() != null && Delivery.refused(failure.getCause())) {
                refusingTopics.put(topic, failure);
            }
            throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
        }

        private boolean mayContinue() {
            Throwable last = sent.getLast().failure();
            return last == null || Delivery.refused(last);
        }

        /** Waits until Kafka has answered, or the producer has given up (4 s). */
        Delivery await() {
            return Delivery.of(sent.stream().map(this::fate).toList());
        }

        private Fate fate(Sent each) {
            if (each.failure() != null) {
                return new Fate.Failed(each.event(), each.failure());
            }
            if (each.acks().isEmpty()) {
                return new Fate.Parked(each.event());
            }
            for (Future<RecordMetadata> ack : each.acks()) {
                Throwable failure = failureOf(ack);
                if (failure != null) {
                    return new Fate.Failed(each.event(), failure);
                }
            }
            return new Fate.Acknowledged(each.event());
        }
    }

    /** Hands events over in order; stops at the first that fails for a reason that would fail the others too. */
    Sending send(List<Waiting> events) {
        Sending sending = new Sending();
        for (Waiting next : events) {
            sending.add(next);
            if (!sending.mayContinue()) {
                break;
            }
        }
        return sending;
    }

    /**
     * Gives up the producer with everything it has not sent. After a failure nothing may leave late, behind what is sent again; and a
     * producer left alone would go on knocking at a dead broker and logging it.
     */
    void discard() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    @Override
    public void close() {
        discard();
    }

    private List<ProducerRecord<String, byte[]>> recordsOf(LoggedEvent event) {
        Topics topic = EventType.ofWireName(event.type())
                .map(EventType::topic)
                .orElseThrow(() -> new UnsendableException("this release knows no type " + event.type(), null));
        ProducerRecord<String, byte[]> first = EventRecord.of(topic, event);
        try {
            return further.apply(event).map(other -> List.of(first, other)).orElseGet(() -> List.of(first));
        } catch (RuntimeException e) {
            throw new UnsendableException("its further record could not be made: " + e, e);
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        KafkaProducer<String, byte[]> current = producer;
        if (current == null) {
            current = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
            producer = current;
        }
        return current;
    }

    private static @Nullable Throwable failureOf(Future<RecordMetadata> ack) {
        try {
            ack.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
    }

    private static Map<String, Object> config(RelaySettings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, settings.name() + "-relay");
        config.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                8 << 20); // a turn of usual events needs less than one; memory is scarce
        config.put(
                ProducerConfig.LINGER_MS_CONFIG, 0); // a turn is handed over at once, so there is nothing to wait for
        config.putAll(settings.kafka());
        // What our promises rest on is not for settings to change.
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Less than any topic's limit: a batch that a broker finds too large is cut into batches of this size, so with
        // a smaller limit it would be sent again and again, and the record at fault never be found.
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        // Together less than the 7 s after which the database takes the shards from a transaction that stands still.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_500);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_500);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000);
        return config;
    }
}
