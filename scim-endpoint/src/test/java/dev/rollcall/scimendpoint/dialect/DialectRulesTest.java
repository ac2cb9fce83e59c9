package dev.rollcall.scimendpoint.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import org.junit.jupiter.api.Test;

class DialectRulesTest {

    /** O1. */
    @Test
    void aClientIsKnownByItsName() {
        assertThat(DialectRules.guess(null, "Okta SCIM Client 1.0.0")).isEqualTo(Dialect.OKTA);
        assertThat(DialectRules.guess(null, "Azure-AD-Provisioning")).isEqualTo(Dialect.ENTRA);
    }

    @Test
    void anUnknownNameIsNobodyInParticular() {
        assertThat(DialectRules.guess(null, "curl/8.0")).isEqualTo(Dialect.GENERIC);
        assertThat(DialectRules.guess(null, null)).isEqualTo(Dialect.GENERIC);
    }
}
