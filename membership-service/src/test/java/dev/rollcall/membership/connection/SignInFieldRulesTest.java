package dev.rollcall.membership.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.contract.signin.SignInAddresses;
import dev.rollcall.membership.connection.Setup.Field;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R-SSO-2, R-SSO-4. */
class SignInFieldRulesTest {
    private static final SignInAddresses OURS = SignInAddresses.of("https://sign-in.example", UUID.randomUUID());

    @ParameterizedTest
    @EnumSource
    void everyKindOfIdentityProviderGetsOurAddressesUnderItsOwnNames(Dialect dialect) {
        assertThat(SignInFieldRules.fields(Protocol.SAML, dialect, OURS))
                .extracting(Field::value)
                .contains(OURS.entityId(), OURS.acsUrl())
                .doesNotContain(OURS.redirectUrl());
        assertThat(SignInFieldRules.fields(Protocol.OIDC, dialect, OURS))
                .extracting(Field::value)
                .contains(OURS.redirectUrl())
                .doesNotContain(OURS.acsUrl());
        assertThat(SignInFieldRules.fields(Protocol.SAML, dialect, OURS))
                .extracting(Field::name)
                .doesNotHaveDuplicates();
    }
}
