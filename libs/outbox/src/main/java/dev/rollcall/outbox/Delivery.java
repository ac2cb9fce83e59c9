package dev.rollcall.outbox;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * What became of events that were sent.
 *
 * @param published per shard, the last position up to which every event is acknowledged, or waits with its parked stream
 * @param unsendable per stream, the first event that Kafka will not take as it is
 * @param failure why events behind {@code published} have to be sent again; null when there are none
 */
record Delivery(
        Map<Short, Long> published,
        Map<String, Unsendable> unsendable,
        @Nullable Throwable failure) {

    /** An event that only its own stream should wait for. */
    record Unsendable(LoggedEvent event, String reason) {}

    /** The fate of one event. */
    sealed interface Fate {
        LoggedEvent event();

        record Acknowledged(LoggedEvent event) implements Fate {}

        record Parked(LoggedEvent event) implements Fate {}

        record Failed(LoggedEvent event, Throwable cause) implements Fate {}
    }

    /** Sums up fates, which come in the order of positions within each shard. */
    static Delivery of(List<Fate> fates) {
        Map<Short, Long> published = new LinkedHashMap<>();
        Map<String, Unsendable> unsendable = new LinkedHashMap<>();
        Set<Short> stopped = new HashSet<>();
        Throwable failure = null;
        for (Fate fate : fates) {
            LoggedEvent event = fate.event();
            if (stopped.contains(event.shard())) {
                continue;
            }
            if (fate instanceof Fate.Failed failed && !unsendable.containsKey(event.source())) {
                if (!refused(failed.cause())) {
                    stopped.add(event.shard());
                    failure = failure == null ? failed.cause() : failure;
                    continue;
                }
                unsendable.put(event.source(), new Unsendable(event, reason(failed.cause())));
            }
            published.put(event.shard(), event.position());
        }
        return new Delivery(published, unsendable, failure);
    }

    /** Whether this is about the record or its topic, so that sending it again soon is of no use, and other streams may go on. */
    static boolean refused(Throwable cause) {
        return switch (cause) {
            case RecordTooLargeException e -> true;
            case RecordBatchTooLargeException e -> true;
            case InvalidRecordException e -> true;
            case InvalidTopicException e -> true;
            case TopicAuthorizationException e -> true;
            case UnknownTopicOrPartitionException e -> true;
            case UnsendableException e -> true;
            // A missing topic shows as a time-out of the look-up, with the brokers' answer as its cause.
            default -> cause.getCause() != null && refused(cause.getCause());
        };
    }

    private static String reason(Throwable cause) {
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /** We could not even make the record. */
    static final class UnsendableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnsendableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
