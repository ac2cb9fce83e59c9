package dev.rollcall.sso.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.contract.refusal.Refused;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R-NEG-65: a provider that is slow takes so many threads and no more. */
class ProviderCallsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final ProviderCalls calls = new ProviderCalls(nanos::get);
    private final UUID connection = UUID.randomUUID();

    private List<ProviderCalls.Seat> taken(int count) {
        return IntStream.range(0, count).mapToObj(i -> calls.enter(connection)).toList();
    }

    @Test
    void aQuickProviderHasRoomForACompany() {
        taken(ProviderCalls.OPEN_MAX);

        assertThatThrownBy(() -> calls.enter(connection)).isInstanceOf(Refused.class);
        assertThat(calls.enter(UUID.randomUUID())).as("another's").isNotNull();
    }

    @Test
    void aSlowOneHasRoomForAFewUntilTheyAreAnswered() {
        List<ProviderCalls.Seat> slow = taken(ProviderCalls.SLOW_MAX);
        nanos.addAndGet(Duration.ofMillis(1_001).toNanos());

        assertThatThrownBy(() -> calls.enter(connection)).hasMessageContaining("slowly");
        slow.getFirst().close();
        calls.enter(connection).close();
        slow.getFirst().close();
        assertThat(calls.enter(connection)).as("closed twice is closed once").isNotNull();
    }
}
