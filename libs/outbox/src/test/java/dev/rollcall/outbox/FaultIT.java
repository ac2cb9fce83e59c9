package dev.rollcall.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.event.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The failure cases of the event contract that concern the relay. */
class FaultIT {
    private static final String EVENTS = Topics.MEMBERSHIP_EVENTS.topicName();
    private static final String SIGN_INS = Topics.SIGNIN_EVENTS.topicName();

    private final UUID organization = UUID.randomUUID();
    private Stage stage;

    @BeforeEach
    void setUp() throws Exception {
        stage = Stage.fresh();
    }

    /** F1. */
    @Test
    void whileKafkaIsAwayWritersGoOnAndNothingIsLost() throws Exception {
        Writers writers = new Writers(stage, List.of(organization));
        try (Relay relay = stage.relay();
                TopicReader reader = stage.reader(EVENTS, organization)) {
            // given
            writers.run(3, relay);
            stage.infra.stopKafka();
            int before = writers.committedCount();

            // when
            long started = System.nanoTime();
            writers.run(20, relay);
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            Await.until(() -> relay.status().lastError() != null);
            RelayStatus during = relay.status();
            stage.infra.startKafka();

            // then
            reader.readUntil(all -> reader.firstDeliveries().values().stream()
                            .mapToInt(List::size)
                            .sum()
                    == writers.committedCount());
            assertThat(took).isLessThan(Duration.ofSeconds(20));
            assertThat(during.pending() + during.unpublished())
                    .isGreaterThanOrEqualTo(writers.committedCount() - before);
            requireWhole(reader, writers.committedCount());
            Await.until(() -> relay.status().lastError() == null);
            assertThat(relay.status().unpublished()).isZero();
        }
    }

    @Test
    void aRestartOfTheDatabaseEndsInNothingLost() throws Exception {
        try (Relay relay = stage.relay();
                TopicReader reader = stage.reader(EVENTS, organization)) {
            // given
            stage.commit(Stage.event(organization, "before"));
            relay.wake();
            reader.readUntil(1);

            // when
            stage.infra.restartPostgres();
            stage.commit(Stage.event(organization, "after"));

            // then
            reader.readUntil(all -> reader.firstDeliveries().values().stream()
                            .mapToInt(List::size)
                            .sum()
                    == 2);
            requireWhole(reader, 2);
        }
    }

    /** F4: a process that dies when Kafka has acknowledged and the position is not yet advanced. */
    @Test
    void aKillBetweenAcknowledgementAndAdvanceOnlyRepeats() throws Exception {
        // given
        for (int n = 1; n <= 40; n++) {
            stage.commit(Stage.event(organization, "" + n));
        }
        Process doomed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedRelay.class.getName(),
                        stage.url(),
                        stage.infra.user(),
                        stage.infra.password(),
                        stage.infra.kafkaBootstrapServers(),
                        "20")
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "doomed-relay.log").toFile())
                .start();
        assertThat(doomed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(doomed.exitValue()).isEqualTo(137);
        assertThat(stage.query("SELECT sum(published) FROM shard_position")).containsExactly("0");

        // when
        try (Relay relay = stage.relay();
                TopicReader reader = stage.reader(EVENTS, organization)) {
            Await.until(
                    () -> relay.status().unpublished() == 0 && relay.status().pending() == 0);
            reader.readUntil(60);

            // then
            assertThat(reader.records.size()).isGreaterThanOrEqualTo(60);
            requireWhole(reader, 40);
        }
    }

    /** F6: a relay that stands still holding its shards loses them, and whoever comes next goes on. */
    @Test
    void aRelayThatStandsStillLosesItsShardsWithinEightSeconds() throws Exception {
        stage.commit(Stage.event(organization, "1"));
        try (Connection still = stage.database().getConnection()) {
            // given
            still.setAutoCommit(false);
            assertThat(Shards.lockDue(still, true).all()).hasSize(1);
            long stopped = System.nanoTime();

            // when
            try (Relay relay = stage.relay();
                    TopicReader reader = stage.reader(EVENTS, organization)) {
                reader.readUntil(1);

                // then
                assertThat(Duration.ofNanos(System.nanoTime() - stopped))
                        .isBetween(Duration.ofSeconds(6), Duration.ofSeconds(9));
                assertThat(relay.status().lastError()).isNull();
            }
        }
    }

    /** F8: the broker takes records up to 24 KiB on one topic. */
    @Test
    void aRecordThatKafkaRefusesParksItsStreamOnlyUntilItIsTaken() throws Exception {
        UUID other = UUID.randomUUID();
        limit(SIGN_INS, "24576");
        try (Relay relay = stage.relay();
                TopicReader mine = stage.reader(SIGN_INS, organization);
                TopicReader others = stage.reader(SIGN_INS, other)) {
            // given
            stage.commit(
                    Stage.event(EventType.SIGN_IN_SUCCEEDED, organization, "1"),
                    Stage.event(EventType.SIGN_IN_SUCCEEDED, organization, "x".repeat(40_000)),
                    Stage.event(EventType.SIGN_IN_SUCCEEDED, other, "1"));
            relay.wake();
            Await.until(() -> relay.status().parked() == 1);

            // when
            stage.commit(
                    Stage.event(EventType.SIGN_IN_SUCCEEDED, organization, "3"),
                    Stage.event(EventType.SIGN_IN_SUCCEEDED, other, "2"));
            relay.wake();
            others.readUntil(2);
            mine.readUntil(1).readFor(Duration.ofMillis(500));

            // then
            assertThat(mine.events()).extracting(CloudEvent::sequenceNumber).containsExactly(1L);
            assertThat(stage.query("SELECT sequence || ' ' || reason FROM parked_stream")
                            .getFirst())
                    .startsWith("2 RecordTooLargeException");

            // and when
            limit(SIGN_INS, "1048576");
            stage.execute("UPDATE parked_stream SET retry_at = now()");

            // then
            assertThat(mine.readUntil(3).events())
                    .extracting(CloudEvent::sequenceNumber)
                    .containsExactly(1L, 2L, 3L);
            Await.until(() -> relay.status().parked() == 0);
        } finally {
            limit(SIGN_INS, "1048576");
        }
    }

    @Test
    void aFurtherRecordThatCannotBeMadeParksItsStreamOnly() throws Exception {
        UUID other = UUID.randomUUID();
        Relay.FurtherRecord choosy = event -> {
            if (event.partitionKey().contains(organization.toString())) {
                throw new IllegalStateException("no state to be had");
            }
            return java.util.Optional.empty();
        };
        try (Relay relay = stage.relay(choosy);
                TopicReader others = stage.reader(EVENTS, other)) {
            stage.commit(Stage.event(organization, "1"), Stage.event(other, "1"));
            relay.wake();

            others.readUntil(1);
            Await.until(() -> relay.status().parked() == 1);
            assertThat(stage.query("SELECT reason FROM parked_stream").getFirst())
                    .contains("no state to be had");
        }
    }

    private void requireWhole(TopicReader reader, int size) throws Exception {
        List<CloudEvent> stream = reader.firstDeliveries()
                .get(StreamKey.organization(organization).source());
        assertThat(stream.stream().map(CloudEvent::sequenceNumber))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, size).boxed().toList());
        assertThat(stage.query("SELECT event_id FROM event_log ORDER BY sequence"))
                .isEqualTo(stream.stream().map(CloudEvent::id).toList());
        // A repetition carries the same bytes, so the same id and number.
        assertThat(reader.events().stream().distinct()).hasSize(size);
    }

    private void limit(String topic, String bytes) throws Exception {
        try (Admin admin = Admin.create(stage.kafka())) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}
