package dev.rollcall.sso.session;

import dev.rollcall.contract.event.Topics;
import dev.rollcall.sso.session.SessionRules.News;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One consumer of all of {@code membership.state.v1}, on a thread of its own. It begins at the end and keeps no position: every session is
 * checked at the source of truth when it is used for the first time, and again when that was before this loop began to hear.
 */
final class NewsLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(NewsLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** How often it is made sure that nothing waits: well below {@link SessionRules#NEWS_AGE_MAX}. */
    private static final Duration ASSURANCE = Duration.ofSeconds(2);

    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final List<TopicPartition> PARTITIONS = IntStream.range(0, Topics.MEMBERSHIP_STATE.partitions())
            .mapToObj(i -> new TopicPartition(Topics.MEMBERSHIP_STATE.topicName(), i))
            .toList();

    private final KafkaConsumer<String, byte[]> consumer;
    private final Clock clock;
    private final Consumer<List<Raised>> effect;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile News heard = News.NONE;
    private boolean begun;
    private Instant asked = Instant.EPOCH;
    private @Nullable Map<TopicPartition, Long> goal;

    NewsLoop(Map<String, Object> settings, Clock clock, Consumer<List<Raised>> effect) {
        this.consumer = new KafkaConsumer<>(settings);
        this.clock = clock;
        this.effect = effect;
        this.thread = Thread.ofPlatform().name("membership-news").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    News heard() {
        return heard;
    }

    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            consumer.assign(PARTITIONS);
            while (!stopping) {
                try {
                    turn();
                } catch (WakeupException e) {
                    LOG.debug("News were asked to stop");
                } catch (InvalidOffsetException e) {
                    LOG.warnf("Kafka no longer has our position in %s; sessions are checked anew", e.partitions());
                    begun = false;
                } catch (RuntimeException e) {
                    LOG.warnf("News of memberships cannot be heard at this moment: %s", e);
                    Thread.sleep(WAIT);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("News were interrupted while stopping");
        }
    }

    private void turn() {
        if (!begun) {
            begin();
        }
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
            take(records);
        }
        assure();
    }

    private void begin() {
        heard = News.NONE;
        goal = null;
        consumer.seekToEnd(PARTITIONS);
        PARTITIONS.forEach(consumer::position); // found now, not some time later
        Instant since = clock.instant();
        heard = new News(since, since);
        begun = true;
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        List<Raised> raised = StreamSupport.stream(records.spliterator(), false)
                .map(Raised::read)
                .flatMap(Optional::stream)
                .toList();
        if (raised.isEmpty()) {
            return;
        }
        try {
            effect.accept(raised);
        } catch (RuntimeException e) {
            for (TopicPartition partition : records.partitions()) {
                consumer.seek(partition, records.records(partition).getFirst().offset());
            }
            throw e;
        }
    }

    /** An empty poll may mean that nothing happened, or that the broker is away: where the topic ends is asked, and whether we are there. */
    private void assure() {
        if (goal == null && !clock.instant().isBefore(asked.plus(ASSURANCE))) {
            asked = clock.instant();
            goal = consumer.endOffsets(PARTITIONS);
        }
        Map<TopicPartition, Long> wanted = goal;
        if (wanted != null
                && wanted.entrySet().stream().allMatch(each -> consumer.position(each.getKey()) >= each.getValue())) {
            heard = new News(heard.since(), asked);
            goal = null;
        }
    }
}
