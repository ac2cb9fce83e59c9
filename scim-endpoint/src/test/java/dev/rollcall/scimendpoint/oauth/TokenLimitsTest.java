package dev.rollcall.scimendpoint.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenLimitsTest {
    private final TokenLimits limits = new TokenLimits();

    @Test
    void wrongSecretsUseUpAnAddressAndNoOther() {
        for (int i = 0; i < 100; i++) {
            limits.failed("192.0.2.1");
        }
        assertThat(limits.mayTry("192.0.2.1")).isFalse();
        assertThat(limits.mayTry("192.0.2.2")).isTrue();
    }

    /** Whoever has one IPv6 address has its whole network. */
    @Test
    void anIpv6NetworkCountsAsOne() {
        assertThat(TokenLimits.network("2001:db8:1:2:3:4:5:6")).isEqualTo(TokenLimits.network("2001:db8:1:2::9"));
        assertThat(TokenLimits.network("2001:db8:1:3::9")).isNotEqualTo(TokenLimits.network("2001:db8:1:2::9"));
        assertThat(TokenLimits.network("fe80::1%eth0")).isEqualTo(TokenLimits.network("fe80::2"));
        assertThat(TokenLimits.network(null)).isEmpty();
    }

    @Test
    void aClientGetsAMinutesWorthOfTokens() {
        int had = 0;
        while (limits.mayHave("abcdefghijklm234")) {
            had++;
        }
        assertThat(had).isBetween(60, 65);
        assertThat(limits.mayHave("another")).isTrue();
    }
}
