package dev.rollcall.outbox;

import dev.rollcall.outbox.Backlog.Waiting;
import dev.rollcall.outbox.Delivery.Unsendable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Streams that wait because Kafka refuses one of their events; the rest of the shard passes them by. */
final class ParkedStreams {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedStreams.class);
    private static final String RETRY_AFTER =
            "interval '10 seconds'"; // until somebody has raised a limit or made a topic
    private static final int STREAMS_AT_ONCE = 16; // a turn holds its shards; the others come in the next one
    private static final int EVENTS_AT_ONCE = 100;

    private static final String PARK = "INSERT INTO parked_stream AS k (source, shard, sequence, reason, retry_at)"
            + " VALUES (?, ?, ?, ?, now() + " + RETRY_AFTER + ") ON CONFLICT (source) DO UPDATE"
            + " SET sequence = EXCLUDED.sequence, reason = EXCLUDED.reason, retry_at = EXCLUDED.retry_at";
    private static final String DUE = "SELECT source, sequence FROM parked_stream"
            + " WHERE shard = ANY (?::smallint[]) AND retry_at <= now() ORDER BY retry_at LIMIT " + STREAMS_AT_ONCE;
    private static final String CONTINUE = "UPDATE parked_stream SET sequence = ?, retry_at = now() WHERE source = ?";
    private static final String FREE = "DELETE FROM parked_stream WHERE source = ?";

    private record Parked(String source, long sequence) {}

    private ParkedStreams() {}

    /** Lets a stream wait from this event on. */
    static void park(Connection connection, Unsendable unsendable) throws SQLException {
        LoggedEvent event = unsendable.event();
        try (PreparedStatement park = connection.prepareStatement(PARK)) {
            park.setString(1, event.source());
            park.setShort(2, event.shard());
            park.setLong(3, event.sequence());
            park.setString(4, unsendable.reason());
            park.executeUpdate();
        }
        LOG.error(
                "Kafka refuses event {} ({}) number {} of {}, which waits with all behind it; other streams go on: {}",
                event.eventId(),
                event.type(),
                event.sequence(),
                event.source(),
                unsendable.reason());
    }

    /**
     * Tries the streams of these shards whose time has come.
     *
     * @return why Kafka could not be reached, or null
     */
    static @Nullable Throwable retry(Connection connection, List<Short> shards, Publisher publisher)
            throws SQLException {
        for (Parked parked : due(connection, shards)) {
            List<Waiting> events = Backlog.passedOver(connection, parked.source(), parked.sequence(), EVENTS_AT_ONCE);
            // The first alone: it is the one that was refused, and nothing may overtake it.
            Throwable failure = null;
            boolean free = true;
            for (List<Waiting> part : List.of(first(events), rest(events))) {
                Delivery delivery = publisher.send(part).await();
                failure = delivery.failure();
                for (Unsendable again : delivery.unsendable().values()) {
                    park(connection, again);
                }
                free = failure == null && delivery.unsendable().isEmpty();
                if (!free) {
                    break;
                }
            }
            if (failure != null) {
                return failure;
            }
            if (free) {
                release(connection, parked, events);
            }
        }
        return null;
    }

    private static void release(Connection connection, Parked parked, List<Waiting> sent) throws SQLException {
        boolean more = sent.size() == EVENTS_AT_ONCE;
        try (PreparedStatement statement = connection.prepareStatement(more ? CONTINUE : FREE)) {
            if (more) {
                statement.setLong(1, parked.sequence() + sent.size());
            }
            statement.setString(more ? 2 : 1, parked.source());
            statement.executeUpdate();
        }
        if (!more) {
            LOG.info(
                    "Stream {} goes on: Kafka took number {} and what waited behind it",
                    parked.source(),
                    parked.sequence());
        }
    }

    private static List<Waiting> first(List<Waiting> events) {
        return events.subList(0, Math.min(1, events.size()));
    }

    private static List<Waiting> rest(List<Waiting> events) {
        return events.subList(Math.min(1, events.size()), events.size());
    }

    private static List<Parked> due(Connection connection, List<Short> shards) throws SQLException {
        List<Parked> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setArray(1, connection.createArrayOf("int2", shards.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(new Parked(rows.getString(1), rows.getLong(2)));
                }
            }
        }
        return due;
    }
}
