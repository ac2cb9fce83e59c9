package dev.rollcall.outbox;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Brings committed events to Kafka: numbers them, publishes them in order, remembers how far it came. Any number of relays may run over one
 * schema, in one process or many.
 */
public final class Relay implements AutoCloseable {

    /** A further record for an event, for instance the member's state on a compacted topic; most events have none. */
    public interface FurtherRecord extends Function<LoggedEvent, Optional<ProducerRecord<String, byte[]>>> {}

    private Relay() {}

    /**
     * Starts a relay. Kafka and the database need not be there yet.
     *
     * @param database gives connections to the schema of the outbox tables, outside any transaction of a framework; the relay keeps one
     */
    public static Relay start(RelaySettings settings, DataSource database, FurtherRecord further) {
        return new Relay();
    }

    /** There is something to do: call it after a transaction with events has committed. Cheap, never waits, from any thread. */
    public void wake() {}

    /** How far behind this schema's events are, by one query on the caller's thread. */
    public RelayStatus status() throws SQLException {
        throw new SQLException("not yet");
    }

    /** Ends after the current turn. What is not published yet is found by the next relay. */
    @Override
    public void close() {}
}
