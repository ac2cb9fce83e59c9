package dev.rollcall.scimendpoint.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.contract.provisioning.OauthCredentials;
import dev.rollcall.scimendpoint.oauth.OauthFault.Code;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** RFC 6749 §2.3.1, §4.4.2, §5.2; E24. */
class TokenRequestRulesTest {
    private static final OauthCredentials CLIENT = new OauthCredentials("abcdefghijklm234", "A_-".repeat(14) + "z");
    private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";
    private static final String GRANT = "grant_type=client_credentials";
    private static final String IN_BODY = "&client_id=" + CLIENT.clientId() + "&client_secret=" + CLIENT.clientSecret();

    @Test
    void theClientShowsItselfByBasicOrInTheBody() {
        assertThat(TokenRequestRules.read(null, FORM, GRANT + IN_BODY).client()).isEqualTo(CLIENT);
        assertThat(TokenRequestRules.read(basic(), FORM, GRANT).client()).isEqualTo(CLIENT);
        assertThat(TokenRequestRules.read(basic(), FORM, GRANT + "&scope=scim&client_id=" + CLIENT.clientId())
                        .client())
                .isEqualTo(CLIENT);
    }

    /** §3.2: what is not known is ignored; PingFederate and others add their own. */
    @Test
    void unknownParametersAreIgnored() {
        assertThat(TokenRequestRules.read(basic(), FORM, "audience=x&audience=y&&=&" + GRANT)
                        .client())
                .isEqualTo(CLIENT);
    }

    @Test
    void theGrantTypeIsOne() {
        assertThat(fault(basic(), FORM, "")).isEqualTo(Code.INVALID_REQUEST);
        assertThat(fault(basic(), FORM, "grant_type=")).isEqualTo(Code.INVALID_REQUEST);
        assertThat(fault(basic(), FORM, "grant_type=password&username=a&password=b"))
                .isEqualTo(Code.UNSUPPORTED_GRANT_TYPE);
        assertThat(fault(basic(), FORM, GRANT + "&" + GRANT)).isEqualTo(Code.INVALID_REQUEST);
    }

    @Test
    void theBodyIsAForm() {
        assertThat(fault(basic(), "application/json", "{}")).isEqualTo(Code.INVALID_REQUEST);
        assertThat(fault(basic(), null, GRANT)).isEqualTo(Code.INVALID_REQUEST);
        assertThat(fault(basic(), FORM, GRANT + "&scope=%ZZ")).isEqualTo(Code.INVALID_REQUEST);
    }

    @Test
    void credentialsComeOnceAndWhole() {
        assertThat(fault(null, FORM, GRANT)).isEqualTo(Code.INVALID_CLIENT);
        assertThat(fault(null, FORM, GRANT + "&client_id=" + CLIENT.clientId())).isEqualTo(Code.INVALID_CLIENT);
        assertThat(fault(basic(), FORM, GRANT + IN_BODY)).isEqualTo(Code.INVALID_REQUEST);
        assertThat(fault(basic(), FORM, GRANT + "&client_id=rcc_another")).isEqualTo(Code.INVALID_REQUEST);
        assertThat(fault("Bearer rcs_x", FORM, GRANT)).isEqualTo(Code.INVALID_CLIENT);
        assertThat(fault("Basic !!!", FORM, GRANT)).isEqualTo(Code.INVALID_CLIENT);
        assertThat(fault(basic("nobody"), FORM, GRANT)).isEqualTo(Code.INVALID_CLIENT);
        assertThat(fault(basic("a:b"), FORM, GRANT)).isEqualTo(Code.INVALID_CLIENT);
        assertThat(fault(basic("%:%"), FORM, GRANT)).isEqualTo(Code.INVALID_CLIENT);
    }

    private static String basic() {
        return basic(CLIENT.clientId() + ":" + CLIENT.clientSecret());
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static Code fault(String authorization, String contentType, String body) {
        return catchThrowableOfType(OauthFault.class, () -> TokenRequestRules.read(authorization, contentType, body))
                .code;
    }
}
