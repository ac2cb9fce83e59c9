package dev.rollcall.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.event.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invariants I1 and I2 of the event contract: per stream 1..N, nothing lost, nothing that was rolled back, order as seen. */
class NumberingIT {
    private static final String EVENTS = Topics.MEMBERSHIP_EVENTS.topicName();
    private static final int TRANSACTIONS = 60;

    private final List<UUID> organizations =
            Stream.generate(UUID::randomUUID).limit(5).toList();
    private Stage stage;

    @BeforeEach
    void setUp() throws Exception {
        stage = Stage.fresh();
    }

    @Test
    void sixteenWritersGetNumbersWithoutGapsInTheOrderOfKafka() throws Exception {
        // given
        Writers writers = new Writers(stage, organizations);

        // when
        try (Relay relay = stage.relay();
                TopicReader reader = stage.reader(EVENTS, organizations.toArray())) {
            writers.run(TRANSACTIONS, relay);
            reader.readUntil(writers.committedCount());

            // then
            requireComplete(writers, reader);
            assertThat(reader.records).hasSize(writers.committedCount());
            assertThat(writers.rolledBack).isNotEmpty();
        }
    }

    @Test
    void twoRelaysAtOnceShareTheWorkAndKeepTheOrder() throws Exception {
        // given
        Writers writers = new Writers(stage, organizations);

        // when
        try (Relay one = stage.relay();
                Relay two = stage.relay();
                TopicReader reader = stage.reader(EVENTS, organizations.toArray())) {
            writers.run(TRANSACTIONS, one, two);
            reader.readUntil(writers.committedCount());

            // then
            requireComplete(writers, reader);
        }
    }

    /** Whoever sees the counter that another transaction left has a larger counter, and must have a larger number. */
    @Test
    void aTransactionThatSawAnotherIsNumberedAfterIt() throws Exception {
        // given
        UUID organization = organizations.getFirst();
        stage.execute("CREATE TABLE counter (id int PRIMARY KEY, value int); INSERT INTO counter VALUES (1, 0)");

        // when
        try (Relay relay = stage.relay();
                TopicReader reader = stage.reader(EVENTS, organization)) {
            int events = inParallel(40, connection -> {
                int value;
                try (PreparedStatement update =
                                connection.prepareStatement("UPDATE counter SET value = value + 1 RETURNING value");
                        ResultSet row = update.executeQuery()) {
                    row.next();
                    value = row.getInt(1);
                }
                Outbox.append(connection, List.of(Stage.event(organization, String.valueOf(value))));
                connection.commit();
                relay.wake();
            });

            // then
            assertThat(markers(reader.readUntil(events).events())).isEqualTo(numbersTo(events));
        }
    }

    /** The same for events written within the statement that locks the row, the way hot paths do it. */
    @Test
    void anInsertThatSelectsFromTheLockedRowIsNumberedInItsOrder() throws Exception {
        // given
        UUID organization = organizations.getFirst();
        stage.execute("CREATE TABLE counter (id int PRIMARY KEY, value int); INSERT INTO counter VALUES (1, 0)");
        stage.execute("CREATE TABLE seen (value int, event_id uuid)");
        String sql = "WITH m AS (UPDATE counter SET value = value + 1 RETURNING value),"
                + " o AS (INSERT INTO outbox (" + OutboxRow.COLUMNS + ") SELECT " + OutboxRow.PARAMETERS
                + " FROM m) INSERT INTO seen SELECT value, ?::uuid FROM m";

        // when
        try (Relay relay = stage.relay()) {
            int events = inParallel(40, connection -> {
                OutboxRow row = OutboxRow.of(Stage.event(organization, "x"));
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setObject(row.bind(statement, 1), row.eventId());
                    statement.executeUpdate();
                }
                connection.commit();
                relay.wake();
            });
            Await.until(() -> stage.query("SELECT count(*) FROM event_log").equals(List.of("" + events)));

            // then
            assertThat(stage.query("SELECT value FROM seen JOIN event_log USING (event_id) ORDER BY sequence"))
                    .isEqualTo(numbersTo(events));
        }
    }

    @Test
    void aRowThatCommitsLateTakesItsNumberLate() throws Exception {
        UUID organization = organizations.getFirst();
        try (Relay relay = stage.relay();
                TopicReader reader = stage.reader(EVENTS, organization);
                Connection slow = stage.database().getConnection()) {
            // given
            slow.setAutoCommit(false);
            Outbox.append(slow, List.of(Stage.event(organization, "slow")));
            stage.commit(Stage.event(organization, "quick"));
            relay.wake();
            reader.readUntil(1);

            // when
            slow.commit();
            relay.wake();

            // then
            assertThat(markers(reader.readUntil(2).events())).containsExactly("quick", "slow");
        }
    }

    private void requireComplete(Writers writers, TopicReader reader) throws Exception {
        Map<String, List<CloudEvent>> streams = reader.firstDeliveries();
        for (UUID organization : organizations) {
            String source = StreamKey.organization(organization).source();
            List<CloudEvent> stream = streams.get(source);
            int size = writers.committed.get(organization).size();
            assertThat(stream.stream().map(CloudEvent::sequenceNumber))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, size).boxed().toList());
            assertThat(new HashSet<>(markers(stream))).isEqualTo(new HashSet<>(writers.committed.get(organization)));
            assertThat(stage.query("SELECT event_id FROM event_log WHERE source = '" + source + "' ORDER BY sequence"))
                    .isEqualTo(stream.stream().map(CloudEvent::id).toList());
        }
    }

    private interface Work {
        void run(Connection connection) throws Exception;
    }

    /** Sixteen threads do the work so many times each; answers how many times in all. */
    private int inParallel(int times, Work work) throws Exception {
        List<Callable<Void>> threads = new ArrayList<>();
        for (int t = 0; t < 16; t++) {
            threads.add(() -> {
                try (Connection connection = stage.database().getConnection()) {
                    connection.setAutoCommit(false);
                    for (int n = 0; n < times; n++) {
                        work.run(connection);
                    }
                }
                return null;
            });
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(16)) {
            for (Future<Void> done : executor.invokeAll(threads)) {
                done.get();
            }
        }
        return 16 * times;
    }

    private static List<String> markers(List<CloudEvent> events) {
        return events.stream()
                .map(event -> event.data().path("marker").asText())
                .toList();
    }

    private static List<String> numbersTo(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(String::valueOf).toList();
    }
}
