package dev.rollcall.kit.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LastKnownTest {
    private static final String ADDRESS = "https://idp.example/keys";

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    private boolean away;
    private final LastKnown<String> known = new LastKnown<>(this::fetch, nanos::get);

    private String fetch(String address) throws IOException {
        int look = looks.incrementAndGet();
        if (away) {
            throw new IOException("nobody is there");
        }
        return "value " + look;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void whatIsFreshIsNotFetchedAgain() throws Exception {
        assertThat(known.current(ADDRESS)).isEqualTo("value 1");
        pass(LastKnown.FRESH.minusSeconds(1));
        assertThat(known.current(ADDRESS)).isEqualTo("value 1");
        pass(Duration.ofSeconds(1));
        assertThat(known.current(ADDRESS)).isEqualTo("value 2");
    }

    @Test
    void whoeverMissesSomethingCausesOneLookAMinute() throws Exception {
        String seen = known.current(ADDRESS);
        for (int i = 0; i < 100; i++) {
            assertThat(known.newerThan(ADDRESS, seen)).isSameAs(seen);
        }
        pass(LastKnown.LOOK_AGAIN_AFTER);
        String newer = known.newerThan(ADDRESS, seen);
        assertThat(newer).isEqualTo("value 2");
        // somebody else who still has the old one needs no look of their own
        assertThat(known.newerThan(ADDRESS, seen)).isSameAs(newer);
        assertThat(looks).hasValue(2);
    }

    @Test
    void aProviderThatIsAwayIsOutlivedForADay() throws Exception {
        known.current(ADDRESS);
        away = true;
        pass(LastKnown.AGE_MAX.minusSeconds(1));
        assertThat(known.current(ADDRESS)).isEqualTo("value 1");
        pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> known.current(ADDRESS)).isInstanceOf(IOException.class);
    }

    @Test
    void afterAFailureTheNextLookComesTenSecondsLater() throws Exception {
        away = true;
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> known.current(ADDRESS)).hasMessageContaining("nobody is there");
        }
        assertThat(looks).hasValue(1);
        away = false;
        pass(LastKnown.LOOK_AGAIN_AFTER_FAILURE);
        assertThat(known.current(ADDRESS)).isEqualTo("value 2");
    }
}
