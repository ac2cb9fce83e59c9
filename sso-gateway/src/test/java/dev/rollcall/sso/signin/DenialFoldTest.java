package dev.rollcall.sso.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.sso.signin.Attempt.Channel;
import dev.rollcall.sso.signin.DenialFold.Folded;
import dev.rollcall.sso.signin.DenialFold.Kind;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DenialFoldTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Kind WRONG = Kind.of(Refusal.CREDENTIALS_WRONG, Method.OWNER_PASSWORD, Channel.API);
    private static final Kind LIMITED = Kind.of(Refusal.RATE_LIMITED, Method.OWNER_PASSWORD, Channel.API);

    private final DenialFold fold = new DenialFold();

    private long singles(Kind kind, int denials, Instant at) {
        return IntStream.range(0, denials).filter(i -> fold.single(kind, at)).count();
    }

    @Test
    void twentyAMinuteAreToldOneByOneAndTheRestAsOneCount() {
        // when
        long singles = singles(WRONG, 1_000, NOON);

        // then
        assertThat(singles).isEqualTo(20);
        assertThat(fold.drain(NOON.plusSeconds(59))).isEmpty();
        assertThat(fold.drain(NOON.plusSeconds(60))).containsExactly(new Folded(WRONG, NOON, 980));
        assertThat(fold.drain(NOON.plusSeconds(600))).isEmpty();
    }

    @Test
    void kindsAreCountedApartAndAQuietMinuteLeavesNothing() {
        // given
        singles(WRONG, 25, NOON);

        // then
        assertThat(singles(LIMITED, 20, NOON)).isEqualTo(20);
        assertThat(fold.drain(NOON.plusSeconds(60))).containsExactly(new Folded(WRONG, NOON, 5));
    }

    @Test
    void whatAWindowLeftIsNotLostWhenTheNextBeginsBeforeItWasDrained() {
        // given
        singles(WRONG, 21, NOON);

        // when
        long next = singles(WRONG, 22, NOON.plusSeconds(61));

        // then
        assertThat(next).isEqualTo(20);
        assertThat(fold.drain(NOON.plusSeconds(200)))
                .containsExactlyInAnyOrder(new Folded(WRONG, NOON, 1), new Folded(WRONG, NOON.plusSeconds(61), 2));
    }
}
