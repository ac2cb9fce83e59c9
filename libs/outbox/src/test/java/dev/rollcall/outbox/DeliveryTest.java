package dev.rollcall.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.outbox.Delivery.Fate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final Throwable TIMEOUT = new TimeoutException("4000 ms have passed");
    private static final Throwable TOO_LARGE = new RecordTooLargeException("too large");

    @Test
    void theShardAdvancesToTheLastAcknowledgement() {
        Delivery delivery =
                Delivery.of(List.of(acknowledged(0, 1, "a"), acknowledged(0, 2, "b"), acknowledged(3, 9, "c")));

        assertThat(delivery.published()).isEqualTo(Map.of((short) 0, 2L, (short) 3, 9L));
        assertThat(delivery.failure()).isNull();
    }

    @Test
    void behindAFailureNothingOfTheShardCountsThoughItWasAcknowledged() {
        Delivery delivery = Delivery.of(List.of(
                acknowledged(0, 1, "a"), failed(0, 2, "b", TIMEOUT), acknowledged(0, 3, "a"), acknowledged(1, 7, "c")));

        assertThat(delivery.published()).isEqualTo(Map.of((short) 0, 1L, (short) 1, 7L));
        assertThat(delivery.failure()).isSameAs(TIMEOUT);
        assertThat(delivery.unsendable()).isEmpty();
    }

    @Test
    void aRefusedRecordParksItsStreamAndTheShardPasses() {
        Delivery delivery = Delivery.of(List.of(
                acknowledged(0, 1, "a"),
                failed(0, 2, "a", TOO_LARGE),
                new Fate.Parked(event(0, 3, "a")),
                acknowledged(0, 4, "b"),
                failed(0, 5, "a", TIMEOUT)));

        assertThat(delivery.published()).isEqualTo(Map.of((short) 0, 5L));
        assertThat(delivery.unsendable().keySet()).containsExactly("a");
        assertThat(delivery.unsendable().get("a").event().position()).isEqualTo(2);
        assertThat(delivery.unsendable().get("a").reason()).isEqualTo("RecordTooLargeException: too large");
        assertThat(delivery.failure()).isNull();
    }

    @Test
    void aTopicThatBrokersDoNotKnowIsARefusalAndATimeoutIsNot() {
        assertThat(Delivery.refused(new TimeoutException("no metadata", new UnknownTopicOrPartitionException())))
                .isTrue();
        assertThat(Delivery.refused(TIMEOUT)).isFalse();
    }

    private static Fate acknowledged(int shard, long position, String source) {
        return new Fate.Acknowledged(event(shard, position, source));
    }

    private static Fate failed(int shard, long position, String source, Throwable cause) {
        return new Fate.Failed(event(shard, position, source), cause);
    }

    private static LoggedEvent event(int shard, long position, String source) {
        return new LoggedEvent(
                (short) shard,
                position,
                source,
                1,
                UUID.randomUUID(),
                source,
                "type",
                null,
                Instant.EPOCH,
                1,
                null,
                "{}");
    }
}
