package dev.rollcall.outbox;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.sandbox.client.Infra;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.postgresql.PGConnection;

/**
 * Measures designs of an outbox against each other and against the two inserts alone, in turn, on one machine. Figures and conclusions are
 * in {@code docs/decisions/0003-outbox.md}. Run its {@code main}; it takes about ten minutes.
 */
public final class OutboxComparison {
    static final String TOPIC = "membership.events.v1";
    private static final int WRITERS = 16;
    private static final int ROUNDS = 3;
    private static final long WARM_UP = Duration.ofSeconds(2).toNanos();
    private static final long ROUND = Duration.ofSeconds(8).toNanos();

    /** What a business transaction does besides its two inserts. */
    enum Design {
        FLOOR(null),
        /** Number given in the transaction, under the lock of the stream's head until commit. */
        HEAD_ROW("WITH h AS (UPDATE stream_head SET last = last + 1 WHERE source = ? RETURNING last)"
                + " INSERT INTO event_log (source, sequence, shard, position, event_id, partition_key, type, subject,"
                + " occurred_at, recorded_at, stream_epoch, traceparent, body)"
                + " SELECT r.source, h.last, r.shard, nextval('a_position'), r.event_id, r.partition_key, r.type, r.subject,"
                + " r.occurred_at, now(), 1, r.traceparent,"
                + " '{\"sequence\":\"' || lpad(h.last::text, 20, '0') || '\",' || substr(r.body, 2)"
                + " FROM h, (SELECT " + OutboxRow.PARAMETERS + ") AS r(" + OutboxRow.COLUMNS + ")"),
        /** Ours. */
        SEQUENCER("INSERT INTO outbox (" + OutboxRow.COLUMNS + ") VALUES (" + OutboxRow.PARAMETERS + ")"),
        /** Ours, with a notification in the transaction instead of a call after it. */
        NOTIFY("WITH o AS (INSERT INTO outbox (" + OutboxRow.COLUMNS + ") VALUES (" + OutboxRow.PARAMETERS
                + ")) SELECT pg_notify('outbox', '')"),
        /** Two relays that take rows with SKIP LOCKED. */
        SKIP_LOCKED(SEQUENCER.sql);

        final String sql;

        Design(String sql) {
            this.sql = sql;
        }
    }

    record Round(double rate, double p99Millis, long waiting) {}

    private final Infra infra;
    private int schemas;

    private OutboxComparison(Infra infra) {
        this.infra = infra;
    }

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "comparison");
        try (Infra infra = Infra.start(directory)) {
            OutboxComparison comparison = new OutboxComparison(infra);
            for (String part : args.length == 0 ? List.of("throughput", "latency", "order", "bulk") : List.of(args)) {
                comparison.run(part);
            }
        }
    }

    private void run(String part) throws Exception {
        switch (part) {
            case "throughput" -> {
                throughput(1);
                throughput(64);
            }
            case "latency" -> {
                for (int round = 0; round < ROUNDS; round++) {
                    latency(Design.HEAD_ROW, 200);
                    latency(Design.SEQUENCER, 200);
                    latency(Design.NOTIFY, 200);
                }
            }
            case "order" -> {
                reordering(Design.SKIP_LOCKED);
                reordering(Design.SEQUENCER);
            }
            case "bulk" -> bulk();
            default -> throw new IllegalArgumentException("throughput, latency, order or bulk, not " + part);
        }
    }

    private void throughput(int organizations) throws Exception {
        Design[] designs = {Design.FLOOR, Design.HEAD_ROW, Design.SEQUENCER, Design.NOTIFY};
        Map<Design, List<Round>> rounds = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Design design : designs) {
                rounds.computeIfAbsent(design, any -> new ArrayList<>()).add(round(design, organizations));
            }
        }
        for (Design design : designs) {
            List<Round> own = rounds.get(design);
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ratios[round] = own.get(round).rate()
                        / rounds.get(Design.FLOOR).get(round).rate();
            }
            System.out.printf(
                    "%2d organizations, %-11s commits/s %s, of floor %s, p99 ms %s, events waiting at the end %s%n",
                    organizations,
                    design,
                    spread("%.0f", own.stream().mapToDouble(Round::rate).toArray()),
                    spread("%.2f", ratios),
                    spread("%.1f", own.stream().mapToDouble(Round::p99Millis).toArray()),
                    spread("%.0f", own.stream().mapToDouble(Round::waiting).toArray()));
        }
    }

    private Round round(Design design, int organizations) throws Exception {
        try (Bench bench = new Bench(design, organizations)) {
            List<long[]> latencies = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            long start = System.nanoTime() + WARM_UP;
            for (int w = 0; w < WRITERS; w++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    long[] own = bench.write(start, start + ROUND);
                    synchronized (latencies) {
                        latencies.add(own);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            long[] all =
                    latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Round(all.length / (ROUND / 1e9), all[(int) (all.length * 0.99)] / 1e6, bench.waiting());
        }
    }

    /** From the return of commit to the consumer's hands, with four writers at so many commits a second in all. */
    private void latency(Design design, int perSecond) throws Exception {
        Map<String, Long> committed = new ConcurrentHashMap<>();
        Map<String, Long> arrived = new HashMap<>();
        try (Bench bench = new Bench(design, 64);
                TopicReader reader =
                        bench.stage.reader(TOPIC, bench.organizations.toArray()).fromNow()) {
            List<Thread> writers = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                int offset = w;
                writers.add(
                        Thread.ofPlatform().start(() -> bench.pace(perSecond / 4, 2_000 / 4 + 50, offset, committed)));
            }
            int read = 0;
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (read < 4 * (2_000 / 4 + 50) && System.nanoTime() < end) {
                reader.poll(Duration.ofMillis(20));
                long now = System.nanoTime();
                for (; read < reader.records.size(); read++) {
                    arrived.putIfAbsent(id(reader.records.get(read)), now);
                }
            }
            for (Thread writer : writers) {
                writer.join();
            }
            long[] waits = committed.entrySet().stream()
                    .mapToLong(each -> Math.max(0, arrived.get(each.getKey()) - each.getValue()))
                    .sorted()
                    .toArray();
            System.out.printf(
                    "latency at %d/s, %-11s p50 %.1f ms, p99 %.1f ms, max %.1f ms (%d events)%n",
                    perSecond,
                    design,
                    waits[waits.length / 2] / 1e6,
                    waits[(int) (waits.length * 0.99)] / 1e6,
                    waits[waits.length - 1] / 1e6,
                    waits.length);
        }
    }

    private static String id(ConsumerRecord<String, byte[]> next) {
        return TopicReader.parse(next).id();
    }

    /** One organization, sixteen writers: how often an event comes after one whose writer had seen its effect. */
    private void reordering(Design design) throws Exception {
        try (Bench bench = new Bench(design, 1);
                TopicReader reader = bench.stage
                        .reader(TOPIC, bench.organizations.getFirst())
                        .fromNow()) {
            long start = System.nanoTime();
            List<Thread> threads = Stream.generate(
                            () -> Thread.ofPlatform().start(() -> bench.writeInOrder(start + ROUND)))
                    .limit(WRITERS)
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
            Await.until(() -> bench.waiting() == 0);
            int expected = Integer.parseInt(
                    bench.stage.query("SELECT value FROM counter").getFirst());
            reader.readUntil(expected);
            long highest = 0;
            int late = 0;
            for (var event : reader.events()) {
                int seen = event.data().path("marker").asInt();
                late += seen < highest ? 1 : 0;
                highest = Math.max(highest, seen);
            }
            System.out.printf("reordering, %-11s %d of %d events came after a later one%n", design, late, expected);
        }
    }

    /** E3: many events in few transactions, against the insert of the same rows. */
    private void bulk() throws Exception {
        int transactions = 100;
        int each = 500;
        for (int round = 0; round < ROUNDS; round++) {
            try (Bench bench = new Bench(Design.SEQUENCER, 64)) {
                bench.stage.execute("CREATE TABLE plain (LIKE outbox INCLUDING ALL)");
                double floor = bench.bulk("plain", transactions, each);
                double product = bench.bulk("outbox", transactions, each);
                System.out.printf(
                        "bulk of %d events: plain insert %.0f/s, through relay to Kafka %.0f/s, ratio %.2f%n",
                        transactions * each, floor, product, product / floor);
            }
        }
    }

    private static String spread(String format, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return String.format(
                format + "/" + format + "/" + format, sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    /** A design at work in a schema of its own. */
    private final class Bench implements AutoCloseable {
        final Design design;
        final Stage stage;
        final List<UUID> organizations;
        private final List<AutoCloseable> parts = new ArrayList<>();
        private Runnable wake = () -> {};
        private volatile boolean closing;

        Bench(Design design, int count) throws SQLException {
            this.design = design;
            this.stage = Stage.on(infra, "comparison_" + ++schemas);
            this.organizations = Stream.generate(UUID::randomUUID).limit(count).toList();
            stage.execute(
                    "CREATE TABLE one (id uuid PRIMARY KEY, text text); CREATE TABLE two (id uuid PRIMARY KEY, text text)");
            stage.execute("CREATE TABLE counter (value int); INSERT INTO counter VALUES (0)");
            stage.execute(
                    "CREATE SEQUENCE a_position; CREATE TABLE stream_published (source text PRIMARY KEY, sequence bigint)");
            switch (design) {
                case FLOOR -> {}
                case HEAD_ROW -> startHeads();
                case SEQUENCER, NOTIFY -> startOurs();
                case SKIP_LOCKED -> startSkipping();
            }
        }

        private void startHeads() throws SQLException {
            for (UUID each : organizations) {
                stage.execute("INSERT INTO stream_head VALUES ('/membership/org/" + each + "', 0)");
            }
            stage.execute("INSERT INTO stream_published SELECT source, 0 FROM stream_head");
            RivalRelay relay = new RivalRelay(RivalRelay.OF_HEADS, stage);
            parts.add(relay);
            wake = relay::wake;
        }

        private void startOurs() {
            Relay relay = stage.relay();
            parts.add(relay);
            if (design == Design.SEQUENCER) {
                wake = relay::wake;
                return;
            }
            Thread listener = Thread.ofPlatform().daemon().start(() -> listen(relay));
            parts.add(() -> {
                closing = true;
                listener.join();
            });
        }

        private void listen(Relay relay) {
            try (Connection connection = stage.database().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN outbox");
                while (!closing) {
                    if (connection.unwrap(PGConnection.class).getNotifications(100).length > 0) {
                        relay.wake();
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void startSkipping() {
            RivalRelay one = new RivalRelay(RivalRelay.SKIP_LOCKED, stage);
            RivalRelay two = new RivalRelay(RivalRelay.SKIP_LOCKED, stage);
            parts.addAll(List.of(one, two));
            wake = () -> {
                one.wake();
                two.wake();
            };
        }

        /** Transactions until {@code end}; answers how long each took that began after {@code start}. */
        long[] write(long start, long end) {
            try (Writer writer = new Writer()) {
                List<Long> took = new ArrayList<>();
                for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                    writer.commit();
                    if (now >= start) {
                        took.add(System.nanoTime() - now);
                    }
                }
                return took.stream().mapToLong(Long::longValue).toArray();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Transactions that count one row up, and so have one order, with the count as their event's marker. */
        void writeInOrder(long end) {
            try (Connection connection = stage.database().getConnection();
                    PreparedStatement count =
                            connection.prepareStatement("UPDATE counter SET value = value + 1 RETURNING value")) {
                connection.setAutoCommit(false);
                while (System.nanoTime() < end) {
                    int value;
                    try (ResultSet row = count.executeQuery()) {
                        row.next();
                        value = row.getInt(1);
                    }
                    Outbox.append(
                            connection, List.of(Stage.event(EventType.USER_UPDATED, organizations.getFirst(), value)));
                    connection.commit();
                    wake.run();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void pace(int perSecond, int count, int offset, Map<String, Long> committed) {
            try (Writer writer = new Writer()) {
                long step = 1_000_000_000L / perSecond;
                long next = System.nanoTime() + step * offset / 4;
                for (int n = 0; n < count; n++, next += step) {
                    while (System.nanoTime() < next) {
                        LockSupport.parkNanos(next - System.nanoTime());
                    }
                    String id = writer.commit();
                    if (n >= 50) { // the first are warm-up
                        committed.put(id, System.nanoTime());
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        double bulk(String table, int transactions, int each) throws Exception {
            long started = System.nanoTime();
            String sql = "INSERT INTO " + table + " (" + OutboxRow.COLUMNS + ") VALUES (" + OutboxRow.PARAMETERS + ")";
            try (Connection connection = stage.database().getConnection();
                    PreparedStatement insert = connection.prepareStatement(sql)) {
                connection.setAutoCommit(false);
                for (int t = 0; t < transactions; t++) {
                    for (int e = 0; e < each; e++) {
                        OutboxRow.of(event(organizations.get((t + e) % organizations.size())))
                                .bind(insert, 1);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                    connection.commit();
                    wake.run();
                }
            }
            if (table.equals("outbox")) {
                Await.until(() -> waiting() == 0);
            }
            return transactions * each / ((System.nanoTime() - started) / 1e9);
        }

        long waiting() throws SQLException {
            return Long.parseLong(stage.query(
                            switch (design) {
                                case FLOOR -> "SELECT 0";
                                case HEAD_ROW ->
                                    "SELECT sum(h.last - p.sequence) FROM stream_head h JOIN stream_published p USING (source)";
                                case SEQUENCER, NOTIFY, SKIP_LOCKED ->
                                    "SELECT (SELECT count(*) FROM outbox)"
                                            + " + (SELECT sum(head - published) FROM shard_position)";
                            })
                    .getFirst());
        }

        @Override
        public void close() throws Exception {
            for (AutoCloseable part : parts) {
                part.close();
            }
            stage.execute("DROP SCHEMA " + stage.schema + " CASCADE");
        }

        /** One connection with its prepared statements. */
        private final class Writer implements AutoCloseable {
            private final Connection connection = stage.database().getConnection();
            private final PreparedStatement one = connection.prepareStatement("INSERT INTO one VALUES (?, ?)");
            private final PreparedStatement two = connection.prepareStatement("INSERT INTO two VALUES (?, ?)");
            private final PreparedStatement append =
                    design.sql == null ? null : connection.prepareStatement(design.sql);

            Writer() throws SQLException {
                connection.setAutoCommit(false);
            }

            String commit() throws SQLException {
                insert(one, 300);
                insert(two, 500);
                String id = append == null ? "" : append();
                connection.commit();
                wake.run();
                return id;
            }

            private String append() throws SQLException {
                UUID organization =
                        organizations.get(ThreadLocalRandom.current().nextInt(organizations.size()));
                OutboxRow row = OutboxRow.of(event(organization));
                int from = 1;
                if (design == Design.HEAD_ROW) {
                    append.setString(from++, row.source());
                }
                row.bind(append, from);
                append.execute();
                return row.eventId().toString();
            }

            private void insert(PreparedStatement insert, int bytes) throws SQLException {
                insert.setObject(1, UUID.randomUUID());
                insert.setString(2, "x".repeat(bytes));
                insert.executeUpdate();
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        }
    }

    private static OutboxEvent event(UUID organization) {
        return Stage.event(organization, "m".repeat(250)); // then the whole event has about 1 KB
    }
}
