package dev.rollcall.sso.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptLimitsTest {
    private final AttemptLimits limits = new AttemptLimits();

    private static long allowed(int tries, BooleanSupplier attempt) {
        return IntStream.range(0, tries).filter(i -> attempt.getAsBoolean()).count();
    }

    @Test
    void oneAddressIsStoppedAndDoesNotStopTheOwnerElsewhere() {
        assertThat(allowed(1_000, () -> limits.allowPassword("192.0.2.1", "owner@x")))
                .isBetween(10L, 11L);
        assertThat(limits.allowPassword("192.0.2.2", "owner@x")).isTrue();
    }

    @Test
    void anIdentifierIsGuessedAtOnlySoOftenFromAllAddressesTogether() {
        long allowed = IntStream.range(0, 200)
                .filter(i -> limits.allowPassword("198.51.100." + i, "owner@x"))
                .count();
        assertThat(allowed).isBetween(30L, 31L);
        assertThat(limits.allowPassword("203.0.113.1", "other@x")).isTrue();
    }

    @Test
    void rightPasswordsDoNotCount() {
        for (int i = 0; i < 100; i++) {
            assertThat(limits.allowPassword("192.0.2.3", "owner@x")).isTrue();
            limits.forgivePassword("192.0.2.3", "owner@x");
        }
    }

    @Test
    void aSubscribersIpv6AddressesAreOneGuesser() {
        long allowed = IntStream.range(0, 100)
                .filter(i -> limits.allowPassword("2001:db8:1:2::" + Integer.toHexString(i), "owner" + i))
                .count();
        assertThat(allowed).isBetween(10L, 11L);
        assertThat(limits.allowPassword("2001:db8:1:3::1", "owner")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:0:1:2:3:4:5, 2001:db8:0:1::/64",
        "2001:db8::5, 2001:db8:0:0::/64",
        "::1, 0:0:0:0::/64",
        "fe80::, fe80:0:0:0::/64",
        "unknown, unknown"
    })
    void theNetworkOfAnAddress(String address, String network) {
        assertThat(AddressRules.network(address)).isEqualTo(network);
    }
}
