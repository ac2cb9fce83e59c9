package dev.rollcall.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeliveryRulesTest {
    @Test
    void eachFailureDoublesThePauseUpToAnHour() {
        assertThat(DeliveryRules.pause(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(DeliveryRules.pause(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(DeliveryRules.pause(10)).isEqualTo(Duration.ofSeconds(2560));
        assertThat(DeliveryRules.pause(11)).isEqualTo(Duration.ofHours(1));
        assertThat(DeliveryRules.pause(DeliveryRules.ATTEMPTS_MAX)).isEqualTo(Duration.ofHours(1));
    }

    /** A night and a day of a server that is away pass before the number of attempts is what ends a mail. */
    @Test
    void aMailOutlivesADayWithoutServer() {
        Duration tried = Duration.ZERO;
        for (int attempt = 1; attempt <= DeliveryRules.ATTEMPTS_MAX; attempt++) {
            assertThat(DeliveryRules.givesUp(attempt, false)).isFalse();
            tried = tried.plus(DeliveryRules.pause(attempt));
        }
        assertThat(tried).isGreaterThan(Duration.ofHours(24));
        assertThat(DeliveryRules.givesUp(DeliveryRules.ATTEMPTS_MAX + 1, false)).isTrue();
    }

    @Test
    void whatNobodyWantsAnyMoreIsGivenUpWhateverItsAttempts() {
        assertThat(DeliveryRules.givesUp(1, true)).isTrue();
    }

    @Test
    void aSubjectIsOneLine() {
        var mail = new OutgoingMail(
                new java.util.UUID(0, 1),
                "TEST",
                "ada@example.test",
                "Hello\r\nBcc: eve@example.test",
                "",
                "",
                java.time.Instant.EPOCH);
        assertThat(mail.subject()).isEqualTo("Hello  Bcc: eve@example.test");
    }
}
