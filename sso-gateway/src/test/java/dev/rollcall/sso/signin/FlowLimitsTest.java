package dev.rollcall.sso.signin;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.sso.signin.Attempt.Channel;
import org.junit.jupiter.api.Test;

class FlowLimitsTest {
    private static Attempt from(String address) {
        return new Attempt(Channel.BROWSER, address, "");
    }

    @Test
    void oneNetworkIsStoppedAndOthersGoOn() {
        // given
        FlowLimits limits = new FlowLimits(3);
        for (int i = 1; i <= 3; i++) {
            limits.require(from("2001:db8::" + i));
        }

        // then
        assertThatThrownBy(() -> limits.require(from("2001:db8::4")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> org.assertj.core.api.Assertions.assertThat(refused.refusal())
                                .isEqualTo(Refusal.RATE_LIMITED));
        assertThatNoException().isThrownBy(() -> limits.require(from("192.0.2.1")));
    }
}
