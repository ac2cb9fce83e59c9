package dev.rollcall.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a relay puts on Kafka, on real PostgreSQL and Kafka. */
class RelayIT {
    private static final String EVENTS = Topics.MEMBERSHIP_EVENTS.topicName();

    private final UUID organization = UUID.randomUUID();
    private Stage stage;

    @BeforeEach
    void setUp() throws Exception {
        stage = Stage.fresh();
    }

    @Test
    void theRecordIsACloudEventInStructuredModeWithItsHeaders() throws Exception {
        // given
        OutboxEvent event = Stage.event(organization, "zoë \"1\"");

        // when
        try (Relay relay = stage.relay();
                TopicReader reader = stage.reader(EVENTS, organization)) {
            stage.commit(event);
            relay.wake();
            ConsumerRecord<String, byte[]> published =
                    reader.readUntil(1).records.getFirst();

            // then
            CloudEvent read = TopicReader.parse(published);
            assertThat(published.key()).isEqualTo("org:" + organization);
            assertThat(read.sequence()).isEqualTo("00000000000000000001");
            assertThat(read.streamepoch()).isEqualTo("1");
            assertThat(read.recordedtime()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
            assertThat(read.data().path("marker").asText()).isEqualTo("zoë \"1\"");
            assertThat(read.extensions()).isEmpty();
            assertThat(header(published, "content-type")).isEqualTo("application/cloudevents+json; charset=UTF-8");
            assertThat(header(published, "ce_id")).isEqualTo(read.id());
            assertThat(header(published, "ce_type")).isEqualTo(read.type());
            assertThat(header(published, "ce_source")).isEqualTo(read.source());
            assertThat(header(published, "ce_subject")).isEqualTo(read.subject());
            assertThat(header(published, "ce_time")).isEqualTo(read.time());
            assertThat(header(published, "ce_sequence")).isEqualTo(read.sequence());
            assertThat(header(published, "ce_partitionkey")).isEqualTo(read.partitionkey());
            assertThat(header(published, "traceparent")).isEqualTo(read.traceparent());
            assertThat(header(published, "streamepoch")).isEqualTo("1");
        }
    }

    @Test
    void severalEventsOfATransactionKeepTheirOrderAndARollbackPublishesNothing() throws Exception {
        try (Relay relay = stage.relay();
                TopicReader reader = stage.reader(EVENTS, organization)) {
            // given
            stage.commit(
                    Stage.event(organization, "1"), Stage.event(organization, "2"), Stage.event(organization, "3"));
            try (var connection = stage.database().getConnection()) {
                connection.setAutoCommit(false);
                Outbox.append(connection, List.of(Stage.event(organization, "never")));
                connection.rollback();
            }

            // when
            stage.commit(Stage.event(organization, "4"));
            relay.wake();

            // then
            assertThat(reader.readUntil(4).events())
                    .extracting(event -> event.sequenceNumber() + "="
                            + event.data().path("marker").asText())
                    .containsExactly("1=1", "2=2", "3=3", "4=4");
            assertThat(reader.readFor(Duration.ofMillis(500)).records).hasSize(4);
        }
    }

    /** F5: a writer that dies between commit and wake. */
    @Test
    void theSweepFindsWhatNobodyWokeItFor() throws Exception {
        try (Relay relay = stage.relay();
                TopicReader reader = stage.reader(EVENTS, organization)) {
            stage.commit(Stage.event(organization, "1"));
            long committed = System.nanoTime();

            reader.readUntil(1);

            assertThat(Duration.ofNanos(System.nanoTime() - committed)).isLessThan(Duration.ofSeconds(2));
            assertThat(relay.status().lastError()).isNull();
        }
    }

    @Test
    void aFurtherRecordGoesWithItsEventAndMayBeATombstone() throws Exception {
        // given
        Relay.FurtherRecord state = event -> event.type().contains("UserRemoved")
                ? Optional.of(new ProducerRecord<>(
                        Topics.MEMBERSHIP_STATE.topicName(), event.partitionKey() + "/member:1", null))
                : Optional.of(new ProducerRecord<>(
                        Topics.MEMBERSHIP_STATE.topicName(),
                        event.partitionKey() + "/member:1",
                        event.cloudEvent().data().toString().getBytes(StandardCharsets.UTF_8)));

        // when
        try (Relay relay = stage.relay(state);
                TopicReader reader = stage.reader(Topics.MEMBERSHIP_STATE.topicName(), organization)) {
            stage.commit(Stage.event(organization, "1"), Stage.event(EventType.USER_REMOVED, organization, "2"));
            relay.wake();
            reader.readUntil(2);

            // then
            assertThat(new String(reader.records.getFirst().value(), StandardCharsets.UTF_8))
                    .contains("\"marker\":\"1\"");
            assertThat(reader.records.getLast().value()).isNull();
        }
    }

    @Test
    void numbersGoOnInANewEpochWhenTheDatabaseChangedItsTimeline() throws Exception {
        // given
        try (Relay relay = stage.relay();
                TopicReader reader = stage.reader(EVENTS, organization)) {
            stage.commit(Stage.event(organization, "1"));
            relay.wake();
            reader.readUntil(1);
        }
        stage.execute("UPDATE stream_epoch SET timeline = '000000FF'");

        // when
        try (Relay relay = stage.relay();
                TopicReader reader = stage.reader(EVENTS, organization)) {
            stage.commit(Stage.event(organization, "2"));
            relay.wake();
            reader.readUntil(2);

            // then
            assertThat(reader.events()).extracting(CloudEvent::streamepoch).containsExactly("1", "2");
            assertThat(reader.events()).extracting(CloudEvent::sequenceNumber).containsExactly(1L, 2L);
        }
    }

    @Test
    void theTablesHaveAPositionForEachShard() throws Exception {
        assertThat(stage.query("SELECT count(*) FROM shard_position")).containsExactly("" + OutboxRow.SHARDS);
    }

    @Test
    void aRoleThatOwnsNothingButItsSchemaSuffices() throws Exception {
        // given
        String role = stage.infra.user("membership");
        String own = stage.schema + "_own";
        stage.execute("CREATE SCHEMA " + own + " AUTHORIZATION " + role);
        DataSource database = Stage.database(stage.infra.jdbcUrl(own), role, stage.infra.password("membership"));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(Outbox.schemaSql());
            Outbox.append(connection, List.of(Stage.event(organization, "1")));
        }

        // when
        try (Relay relay = Relay.start(RelaySettings.of("own", stage.kafka()), database, Relay.FurtherRecord.NONE);
                TopicReader reader = stage.reader(EVENTS, organization)) {
            reader.readUntil(1);

            // then
            assertThat(reader.events()).hasSize(1);
            assertThat(relay.status().lastError()).isNull();
        }
    }

    @Test
    void statusCountsWhatWaitsAndIsZeroWhenAllIsOut() throws Exception {
        // given
        stage.commit(Stage.event(organization, "1"), Stage.event(organization, "2"));
        try (var connection = stage.database().getConnection()) {
            assertThat(StatusQuery.run(connection, null).pending()).isEqualTo(2);
        }

        // when
        try (Relay relay = stage.relay();
                TopicReader reader = stage.reader(EVENTS, organization)) {
            relay.wake();
            reader.readUntil(2);
            Await.until(() -> relay.status().unpublished() == 0);

            // then
            assertThat(relay.status()).isEqualTo(new RelayStatus(0, 0, 0, Duration.ZERO, null));
        }
    }

    private static String header(ConsumerRecord<String, byte[]> published, String name) {
        return new String(published.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
