package dev.rollcall.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventTypeTest {

    @Test
    void wireNamesAreUniqueAndFoundAgain() {
        assertThat(Stream.of(EventType.values()).map(EventType::wireName)).doesNotHaveDuplicates();
        assertThat(EventType.values())
                .allSatisfy(type ->
                        assertThat(EventType.ofWireName(type.wireName())).contains(type));
        assertThat(EventType.ofWireName("dev.rollcall.membership.Nothing.v1")).isEmpty();
    }

    /** R-AUD-2: the full name is category and name. */
    @Test
    void everyActionHasACategory() {
        assertThat(EventType.values())
                .allSatisfy(type -> assertThat(type.action()).matches("(org|enterprise|account)\\.[a-z_.-]+"));
    }

    @Test
    void aStreamKeyIsOnePathSegmentAndComesBack() {
        StreamKey stream = StreamKey.organization(java.util.UUID.randomUUID());
        assertThat(stream.key()).doesNotContain("/");
        assertThat(StreamKey.sourceOf(stream.key())).isEqualTo(stream.source());
    }
}
