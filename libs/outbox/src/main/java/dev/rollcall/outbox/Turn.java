package dev.rollcall.outbox;

import dev.rollcall.outbox.Backlog.Waiting;
import dev.rollcall.outbox.Delivery.Unsendable;
import dev.rollcall.outbox.Publisher.Sending;
import dev.rollcall.outbox.Shards.Held;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of a relay: publishes what an earlier turn numbered, or numbers what has committed since, or, when there is much to do,
 * numbers while Kafka answers. So an event is durable under its number before Kafka sees it; under load a turn does both for one commit,
 * otherwise no number waits for Kafka's answer to other events.
 */
final class Turn {

    /**
     * @param numbered events that have a number now
     * @param published events that Kafka has now
     * @param more whether another turn right away has something to do
     * @param othersWork whether another relay holds shards in which there is something to do
     * @param failure why Kafka did not take what it was sent; null when it did
     */
    record Result(
            int numbered,
            int published,
            boolean more,
            boolean othersWork,
            @Nullable Throwable failure) {}

    /** Events at once from which on the commit that is saved counts for more than the delay. */
    private static final int BUSY = 8;

    private Turn() {}

    /**
     * @param connection without a transaction; afterwards again
     * @param publishMax how many events to try to publish; 0 numbers only
     */
    static Result take(Connection connection, Publisher publisher, int publishMax) throws SQLException {
        try {
            Held held = Shards.lockDue(connection, publishMax > 0);
            Result result = held.all().isEmpty()
                    ? new Result(0, 0, false, held.othersWork(), null)
                    : work(connection, publisher, publishMax, held);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private static Result work(Connection connection, Publisher publisher, int publishMax, Held held)
            throws SQLException {
        if (publishMax > 0 && !held.parked().isEmpty()) {
            // In a turn of its own: what the shard passes over meanwhile would be missed.
            Throwable failure = ParkedStreams.retry(connection, held.parked(), publisher);
            return new Result(0, 0, failure == null, held.othersWork(), failure);
        }
        List<Waiting> batch = publishMax == 0 || held.unpublished().isEmpty()
                ? List.of()
                : Backlog.unpublished(connection, held.unpublished(), publishMax);
        Sending sending = publisher.send(batch);
        boolean later = !batch.isEmpty() && batch.size() < BUSY;
        int numbered = later || held.pending().isEmpty() ? 0 : Sequencer.number(connection, held.pending());
        Delivery delivery = sending.await();
        for (Unsendable unsendable : delivery.unsendable().values()) {
            ParkedStreams.park(connection, unsendable);
        }
        Shards.advance(connection, delivery.published());
        int published = count(batch, delivery.published());
        boolean partRead = !batch.isEmpty()
                && batch.size() >= publishMax / held.unpublished().size();
        boolean more = numbered > 0 || (later && !held.pending().isEmpty()) || (partRead && delivery.failure() == null);
        return new Result(numbered, published, more, held.othersWork(), delivery.failure());
    }

    private static int count(List<Waiting> batch, Map<Short, Long> published) {
        return (int) batch.stream()
                .map(Waiting::event)
                .filter(event -> event.position() <= published.getOrDefault(event.shard(), 0L))
                .count();
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            cause.addSuppressed(gone);
        }
    }
}
