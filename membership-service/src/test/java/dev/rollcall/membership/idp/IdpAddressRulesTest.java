package dev.rollcall.membership.idp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.membership.idp.IdpAddressRules.Reach;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-NEG-46. */
class IdpAddressRulesTest {
    private static final Reach PUBLIC = new Reach(Set.of(), false);

    @ParameterizedTest
    @ValueSource(strings = {"https://idp.example", "HTTPS://IDP.example:8443/sso?x=y", "https://[2001:db8::1]/"})
    void httpsIsTakenEverywhere(String address) {
        assertThat(IdpAddressRules.objection(address, PUBLIC)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "idp.example/sso",
                "javascript:alert(1)",
                "JAVASCRIPT://idp.example/%0aalert(1)",
                "data:text/html,x",
                "http://idp.example/sso",
                "http://localhost/sso",
                "https:idp.example",
                "https://user:secret@idp.example/",
                "https://idp.example/#fragment",
                "https://idp.exa mple/"
            })
    void everythingElseIsRefused(String address) {
        assertThat(IdpAddressRules.objection(address, PUBLIC)).isPresent();
    }

    @Test
    void plainHttpNeedsAHostThatTheDeploymentNames() {
        Reach named = new Reach(Set.of("idp.corp.example"), false);
        Reach sandbox = new Reach(Set.of(), true);

        assertThat(IdpAddressRules.objection("http://IDP.corp.example/sso", named))
                .isEmpty();
        assertThat(IdpAddressRules.objection("http://idp.corp.example.evil.example/", named))
                .isPresent();
        assertThat(IdpAddressRules.objection("http://localhost:8180/realms/acme", named))
                .isPresent();
        assertThat(IdpAddressRules.objection("http://localhost:8180/realms/acme", sandbox))
                .isEmpty();
        assertThat(IdpAddressRules.objection("http://127.0.0.1/", sandbox)).isEmpty();
    }
}
