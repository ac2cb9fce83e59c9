package dev.rollcall.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.event.Topics;
import dev.rollcall.contract.stream.StreamsApi.Watermark;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventLogIT {
    private final UUID organization = UUID.randomUUID();
    private final String source = StreamKey.organization(organization).source();
    private Stage stage;
    private EventLog log;

    @BeforeEach
    void fiveEventsArePublished() throws Exception {
        stage = Stage.fresh();
        log = new EventLog(stage.database());
        try (Relay relay = stage.relay()) {
            for (int n = 1; n <= 5; n++) {
                stage.commit(Stage.event(organization, "" + n));
            }
            relay.wake();
            Await.until(() -> relay.status().pending() == 0 && relay.status().unpublished() == 0);
        }
    }

    @Test
    void listsWhatWasPublishedByteForByte() throws Exception {
        try (TopicReader reader = stage.reader(Topics.MEMBERSHIP_EVENTS.topicName(), organization)) {
            assertThat(log.list(source, 1, 5, 500))
                    .isEqualTo(reader.readUntil(5).events());
        }
    }

    @Test
    void listsARangeWithBothEndsAndNoMoreThanAsked() throws Exception {
        assertThat(log.list(source, 2, 4, 500))
                .extracting(CloudEvent::sequenceNumber)
                .containsExactly(2L, 3L, 4L);
        assertThat(log.list(source, 2, 4, 2))
                .extracting(CloudEvent::sequenceNumber)
                .containsExactly(2L, 3L);
        assertThat(log.list(source, 6, 9, 500)).isEmpty();
        assertThat(log.list("/membership/org/unknown", 1, 9, 500)).isEmpty();
    }

    @Test
    void onlyWhatIsSealedAndOldIsForgotten() throws Exception {
        // given
        log.acceptWatermarks(List.of(new Watermark(source, 3), new Watermark("/membership/org/unknown", 9)));
        log.acceptWatermarks(List.of(new Watermark(source, 2)));

        // when
        long youngRemoved = log.prune();
        long oldRemoved = log.prune(Duration.ofSeconds(-60));

        // then
        assertThat(youngRemoved).isZero();
        assertThat(oldRemoved).isEqualTo(3);
        assertThat(log.list(source, 1, 5, 500))
                .extracting(CloudEvent::sequenceNumber)
                .containsExactly(4L, 5L);
    }

    @Test
    void aWatermarkBeyondTheStreamSealsNothingThatIsYetToCome() throws Exception {
        log.acceptWatermarks(List.of(new Watermark(source, 900)));

        assertThat(stage.query("SELECT sequence FROM sealed_watermark")).containsExactly("5");
    }
}
