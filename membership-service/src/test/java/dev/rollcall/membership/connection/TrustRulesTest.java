package dev.rollcall.membership.connection;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.contract.provisioning.ScimTrust;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E24: whose tokens a connection may trust, and that nobody makes us fetch from inside. */
class TrustRulesTest {
    private static final String ENTRA = "https://sts.windows.net/b3f2f5a8-8d9c-4f2e-9c6a-0d6f5a1c2b3d/";
    private static final String KEYS = "https://login.microsoftonline.com/common/discovery/keys?appid=x";

    private static ScimTrust trust(String issuer, String jwksUri) {
        return new ScimTrust(issuer, "8adf8e6e-67b2-4cf2-a259-e3dc5476c621", jwksUri, null);
    }

    @Test
    void entrasOwnAddressesWillDo() {
        assertThatCode(() -> TrustRules.require(trust(ENTRA, KEYS), false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example/keys",
                "https://localhost/keys",
                "https://127.0.0.1/keys",
                "https://[::1]/keys",
                "https://10.0.0.1/keys",
                "https://2130706433/keys",
                "https://0x7f.1/keys",
                "https://membership/keys",
                "https://postgres.default.svc.cluster.local/",
                "https://metadata.google.internal/",
                "https://a.localhost/",
                "https://idp.example:8443/keys",
                "https://user@idp.example/keys",
                "https://idp.example/keys#x",
                "file:///etc/passwd",
                "keys",
                "https:///keys",
                "https://idp.example./keys",
                "https://idp..example/",
                "https://[fd00::1]/"
            })
    void whatIsNotAPublicAddressIsRefused(String address) {
        assertThatThrownBy(() -> TrustRules.require(trust(ENTRA, address), false))
                .hasMessageContaining("jwksUri:");
        assertThatThrownBy(() -> TrustRules.require(trust(address, KEYS), false))
                .hasMessageContaining("issuer:");
    }

    @Test
    void anIssuerHasNoQuery() {
        assertThatThrownBy(() -> TrustRules.require(trust(ENTRA + "?a=b", KEYS), false))
                .hasMessageContaining("issuer:");
    }

    @Test
    void aSandboxMayTrustItself() {
        assertThatCode(() -> TrustRules.require(trust("http://localhost:8180/realms/a", "http://127.0.0.1:1/k"), true))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> TrustRules.require(trust(ENTRA, "http://192.168.0.1/k"), true))
                .hasMessageContaining("jwksUri:");
    }
}
