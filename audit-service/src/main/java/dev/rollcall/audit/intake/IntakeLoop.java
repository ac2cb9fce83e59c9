package dev.rollcall.audit.intake;

import dev.rollcall.audit.Loop;
import dev.rollcall.contract.event.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * One Kafka consumer on a thread of its own. Kafka says which partitions are ours and hands us records; where we are in them is said by
 * {@link Positions} alone. A batch that fails is fetched again, nothing is ever skipped.
 */
final class IntakeLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IntakeLoop.class);
    static final List<Topics> TOPICS = List.of(Topics.MEMBERSHIP_EVENTS, Topics.ACCOUNT_EVENTS, Topics.SIGNIN_EVENTS);

    private static final Duration POLL = Duration.ofSeconds(1);
    /** Between small batches: a commit for each event would cost more than the event, and nobody sees 20 ms. */
    private static final Duration PACE = Duration.ofMillis(20);

    /** When many come: a batch's own cost is spread over more events, and the log is still sealed well within a second. */
    private static final Duration BUSY_PACE = Duration.ofMillis(80);

    private static final int BUSY_BATCH = 16;
    private static final int SMALL_BATCH = 250;
    private static final Duration KAFKA_COMMIT_RHYTHM = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Intakes intakes;
    private final Positions positions;
    private final Consumer<Tally> taken;
    private final Thread thread;
    /** The next offset of each partition that is ours, as the database has it. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private final Set<TopicPartition> lost = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private volatile Instant alive = Instant.now();
    private volatile long lag;
    /** What we fetched may not be what the database expects: fetch again from there. */
    private boolean rewind;

    private Instant toldKafka = Instant.EPOCH;

    IntakeLoop(Map<String, Object> settings, Intakes intakes, Positions positions, Consumer<Tally> taken) {
        this.consumer = new KafkaConsumer<>(settings);
        this.intakes = intakes;
        this.positions = positions;
        this.taken = taken;
        this.thread = Thread.ofPlatform().name("audit-intake").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** When the loop last came round; long ago means stuck or dead. */
    Instant alive() {
        return alive;
    }

    /** Records that wait on Kafka in the partitions that are ours. */
    long lag() {
        return lag;
    }

    /** Partitions whose stored position the broker no longer has: records were deleted before we took them, or the topic is new. */
    Set<TopicPartition> lost() {
        return Set.copyOf(lost);
    }

    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration wait = Loop.FIRST_WAIT;
        try (consumer) {
            consumer.subscribe(TOPICS.stream().map(Topics::topicName).toList(), new Assignment());
            while (!stopping) {
                try {
                    turn();
                    wait = Loop.FIRST_WAIT;
                } catch (WakeupException e) {
                    LOG.debug("Intake was asked to stop");
                } catch (OffsetOutOfRangeException e) {
                    abandon(e.partitions());
                } catch (RuntimeException e) {
                    Loop.warn(LOG, "audit-intake", e, wait);
                    Thread.sleep(wait);
                    wait = Loop.longer(wait);
                    rewind = true;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Intake was interrupted while stopping");
        }
    }

    private void turn() throws InterruptedException {
        if (rewind) {
            seek(consumer.assignment());
            rewind = false;
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        alive = Instant.now();
        if (!records.isEmpty()) {
            take(records);
            if (records.count() < SMALL_BATCH) {
                Thread.sleep(records.count() < BUSY_BATCH ? PACE : BUSY_PACE);
            }
        }
        lag = consumer.assignment().stream()
                .map(consumer::currentLag)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .sum();
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        List<Arrival> arrivals = new ArrayList<>(records.count());
        List<Advance> advances = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> some = records.records(partition);
            some.forEach(record -> arrivals.add(Arrival.of(record)));
            advances.add(advance(partition, some.getLast().offset() + 1));
        }
        try {
            take(arrivals, advances);
        } catch (StalePosition e) {
            LOG.info("Another replica took these records; continuing from the stored positions");
            rewind = true;
        } catch (Intakes.IntakeFailed e) {
            if (!e.dataRefused()) {
                throw e;
            }
            takeOneByOne(arrivals);
        }
        tellKafka();
    }

    private Advance advance(TopicPartition partition, long to) {
        Long from = next.get(partition);
        if (from == null) {
            throw new IllegalStateException("No position for " + partition);
        }
        return new Advance(partition.topic(), partition.partition(), from, to);
    }

    private void take(List<Arrival> arrivals, List<Advance> advances) {
        Tally tally = intakes.take(arrivals, advances);
        advances.forEach(a -> next.put(new TopicPartition(a.topic(), a.partition()), a.next()));
        taken.accept(tally);
    }

    /** The database refuses some value of the batch: the others are taken, that one is kept as it came. */
    private void takeOneByOne(List<Arrival> arrivals) {
        for (Arrival arrival : arrivals) {
            Arrival.Place place = arrival.place();
            if (place == null) {
                throw new IllegalStateException("A record from Kafka has a place");
            }
            List<Advance> step =
                    List.of(advance(new TopicPartition(place.topic(), place.partition()), place.offset() + 1));
            try {
                take(List.of(arrival), step);
            } catch (Intakes.IntakeFailed e) {
                if (!e.dataRefused()) {
                    throw e;
                }
                LOG.errorf(e, "The database refuses a value of one record");
                take(List.of(arrival.refused("the database refuses one of its values")), step);
            }
        }
    }

    /** Only so that tools can show the lag: nothing reads these offsets back. */
    private void tellKafka() {
        Instant now = Instant.now();
        if (now.isBefore(toldKafka.plus(KAFKA_COMMIT_RHYTHM))) {
            return;
        }
        toldKafka = now;
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        consumer.commitAsync(offsets, (told, failure) -> {
            if (failure != null) {
                LOG.debugf("Kafka did not note our offsets: %s", failure.getMessage());
            }
        });
    }

    private void seek(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> stored = positions.require(partitions, consumer::beginningOffsets);
        for (TopicPartition partition : partitions) {
            long offset = Objects.requireNonNull(stored.get(partition));
            next.put(partition, offset);
            consumer.seek(partition, offset);
        }
    }

    /** Never a silent jump: such a partition stands still, and readiness says so, until an operator decides. */
    private void abandon(Set<TopicPartition> partitions) {
        LOG.errorf("ALARM Kafka no longer has our position in %s: records are gone that were not audited", partitions);
        lost.addAll(partitions);
        consumer.pause(partitions);
    }

    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            seek(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(next::remove);
            lost.removeAll(partitions);
        }
    }
}
