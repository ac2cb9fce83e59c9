package dev.rollcall.outbox;

import dev.rollcall.outbox.Turn.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings committed events to Kafka: numbers them, publishes them in order, remembers how far it came. Any number of relays may run over one
 * schema, in one process or many. Neither Kafka nor the database need be there: a relay waits, says so once, and goes on by itself, while
 * writers are not touched and its own memory does not grow.
 */
public final class Relay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final long STACK_BYTES = 256 << 10; // its calls are shallow; idle memory is counted
    private static final int TIDY_EVERY = 2_000; // events; far sooner than the database would come by itself under load
    private static final int CROWD = 16; // events of a turn from which on a longer rest saves more than it delays
    private static final int CROWDED = 5; // rests in one then
    private static final int PROBE_MAX = 8; // events of a try while Kafka is away
    private static final Duration OTHERS_TURN = Duration.ofMillis(10); // about how long another relay holds a shard
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(8); // longer than a turn without Kafka

    private final RelaySettings settings;
    private final DataSource database;
    private final Publisher publisher;
    private final Thread thread;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Outage kafka = new Outage();
    private final Outage store = new Outage();
    private volatile boolean running = true;
    private int untidy;
    private @Nullable Connection connection;

    /** A further record for an event, for instance the member's state on a compacted topic; most events have none. */
    public interface FurtherRecord extends Function<LoggedEvent, Optional<ProducerRecord<String, byte[]>>> {
        /** No event has one. */
        FurtherRecord NONE = event -> Optional.empty();
    }

    private Relay(RelaySettings settings, DataSource database, FurtherRecord further) {
        this.settings = settings;
        this.database = database;
        this.publisher = new Publisher(settings, further);
        this.thread = Thread.ofPlatform()
                .name(settings.name() + "-relay")
                .daemon(true)
                .stackSize(STACK_BYTES)
                .unstarted(this::run);
    }

    /**
     * Starts a relay.
     *
     * @param database gives connections to the schema of the outbox tables, outside any transaction of a framework; the relay keeps one
     */
    public static Relay start(RelaySettings settings, DataSource database, FurtherRecord further) {
        Relay relay = new Relay(settings, database, further);
        relay.thread.start();
        return relay;
    }

    /** There is something to do: call it after a transaction with events has committed. Cheap, never waits, from any thread. */
    public void wake() {
        if (awake.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
        }
    }

    /** How far behind this schema's events are, by one query on the caller's thread. */
    public RelayStatus status() throws SQLException {
        String error = kafka.error() == null ? store.error() : kafka.error();
        try (Connection own = database.getConnection()) {
            return StatusQuery.run(own, error);
        }
    }

    /** Ends after the current turn. What is not published by then is left to the next relay. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(CLOSE_PATIENCE)) {
                LOG.warn("{} did not end in {}", thread.getName(), CLOSE_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (running) {
            pause(turn());
        }
        publisher.close();
        disconnect();
    }

    /** Takes a turn; answers how long to rest after it unless woken, or, when not positive, how long to rest whatever comes. */
    private Duration turn() {
        long started = System.nanoTime();
        awake.set(false); // before the look at the tables: a commit after it wakes us again
        try {
            int publishMax = publishMax(started);
            Result result = Turn.take(connected(), publisher, publishMax);
            note(result, publishMax > 0);
            tidy(result.numbered());
            if (result.more()) {
                // What was just numbered goes out at once; while turns do both, more commits come together between
                // them.
                return result.published() == 0
                        ? Duration.ZERO
                        : settings.gather()
                                .multipliedBy(result.published() >= CROWD ? CROWDED : 1)
                                .negated();
            }
            return result.othersWork() ? OTHERS_TURN.negated() : untilSweep();
        } catch (SQLException | RuntimeException e) {
            disconnect();
            publisher.discard();
            if (store.failed(System.nanoTime(), e)) {
                LOG.warn(
                        "{}: the outbox tables cannot be worked on, will try again: {}", settings.name(), e.toString());
            }
            return store.untilNextTry(System.nanoTime()).negated();
        }
    }

    private void tidy(int numbered) throws SQLException {
        untidy += numbered;
        if (untidy < TIDY_EVERY) {
            return;
        }
        untidy = 0;
        Connection current = connected();
        current.setAutoCommit(true);
        Sequencer.tidy(current);
        current.setAutoCommit(false);
    }

    private int publishMax(long now) {
        if (kafka.mustWait(now)) {
            return 0;
        }
        return kafka.lasts() ? PROBE_MAX : Backlog.READ_MAX;
    }

    private Duration untilSweep() {
        if (!kafka.lasts()) {
            return settings.sweep();
        }
        Duration next = kafka.untilNextTry(System.nanoTime());
        return next.compareTo(settings.sweep()) < 0 ? next : settings.sweep();
    }

    private void note(Result result, boolean tried) {
        long now = System.nanoTime();
        if (store.lasts()) {
            LOG.info("{}: the outbox tables can be worked on again after {}", settings.name(), store.over(now));
        }
        Throwable failure = result.failure();
        if (failure != null) {
            publisher.discard();
            if (kafka.failed(now, failure)) {
                LOG.warn(
                        "{}: Kafka does not take events, they wait ({}); {}",
                        settings.name(),
                        waiting(),
                        kafka.error());
            }
        } else if (tried && kafka.lasts()) {
            LOG.info("{}: Kafka takes events again after {} ({})", settings.name(), kafka.over(now), waiting());
        }
    }

    private String waiting() {
        try {
            RelayStatus status = status();
            return status.pending() + " not numbered, " + status.unpublished() + " not published, oldest "
                    + status.oldest().toSeconds() + " s";
        } catch (SQLException e) {
            return "how many is unknown";
        }
    }

    private void pause(Duration rest) {
        long now = System.nanoTime();
        if (rest.isNegative() || rest.isZero()) {
            parkUntil(now - rest.toNanos(), false);
            return;
        }
        parkUntil(now + rest.toNanos(), true);
        if (awake.get()) {
            // Commits come in company: a moment later one turn takes them all.
            parkUntil(System.nanoTime() + settings.gather().toNanos(), false);
        }
    }

    private void parkUntil(long end, boolean untilWoken) {
        long left = end - System.nanoTime();
        while (running && left > 0 && !(untilWoken && awake.get())) {
            LockSupport.parkNanos(this, left);
            left = end - System.nanoTime();
        }
    }

    private Connection connected() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = database.getConnection();
            connection = current;
            current.setAutoCommit(true);
            // Each statement must see what was committed before it: the heads are read after the lock was had.
            current.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            Sequencer.observeEpoch(current);
            current.setAutoCommit(false);
        }
        return current;
    }

    private void disconnect() {
        Connection current = connection;
        connection = null;
        if (current == null) {
            return;
        }
        try (current) {
            current.setAutoCommit(true); // as a pool expects it back
        } catch (SQLException gone) {
            LOG.debug("connection was lost", gone);
        }
    }
}
