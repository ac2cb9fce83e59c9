package dev.rollcall.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far behind a service's events are.
 *
 * @param pending committed events without a number yet; counted up to {@link #COUNTED_MAX}
 * @param unpublished numbered events that Kafka has not acknowledged, without those of parked streams
 * @param parked streams of which Kafka refuses an event
 * @param oldest age of the oldest event that is pending or unpublished; zero when there is none
 * @param lastError what stopped this relay last time, null once it works again
 */
public record RelayStatus(
        long pending,
        long unpublished,
        long parked,
        Duration oldest,
        @Nullable String lastError) {

    /** An outage must not make the look at it expensive. */
    public static final int COUNTED_MAX = 100_000;
}
