package dev.rollcall.kit.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody makes us call what is inside. */
class PublicAddressRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "255.255.255.255",
                "224.0.0.1",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "::ffff:10.0.0.1"
            })
    void anAddressInsideIsNotPublic(String address) throws Exception {
        assertThat(PublicAddressRules.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.190.128.1", "172.32.0.1", "100.128.0.1", "2603:1036:3000::1"})
    void anyOtherIs(String address) throws Exception {
        assertThat(PublicAddressRules.isPublic(InetAddress.getByName(address))).isTrue();
    }
}
