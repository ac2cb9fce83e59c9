package dev.rollcall.membership.idp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.IdpSettings.Oidc;
import dev.rollcall.contract.signin.IdpSettings.Saml;
import dev.rollcall.contract.signin.SignInConnection.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-SSO-14, R-NFR-3. */
class IdpRulesTest {
    private static Saml saml(String entityId, String signOnUrl) {
        return new Saml(entityId, signOnUrl, null, List.of("MII"), false, Saml.NameId.EMAIL, null);
    }

    private static Saml saml(String signOnUrl, String metadataUrl, List<String> certificates) {
        return new Saml("a", signOnUrl, null, certificates, false, Saml.NameId.EMAIL, metadataUrl);
    }

    private static Oidc oidc(String clientId, String secret, String... tenants) {
        return new Oidc(
                Oidc.Kind.ENTRA,
                "https://login.example",
                List.of(tenants),
                clientId,
                Oidc.Authentication.CLIENT_SECRET_BASIC,
                secret,
                List.of("RS256"),
                List.of("openid"),
                null);
    }

    @Test
    void aProviderIsTheSameWhileTheSamePeopleComeFromIt() {
        assertThat(IdpRules.sameProvider(saml("a", "x"), saml("a", "y"))).isTrue();
        assertThat(IdpRules.sameProvider(saml("a", "x"), saml("b", "x"))).isFalse();
        assertThat(IdpRules.sameProvider(null, saml("a", "x"))).isFalse();
        assertThat(IdpRules.sameProvider(oidc("c", "1", "t", "u"), oidc("c", "2", "t")))
                .isTrue();
        assertThat(IdpRules.sameProvider(oidc("c", "1", "t"), oidc("d", "1", "t")))
                .isFalse();
        assertThat(IdpRules.sameProvider(oidc("c", "1", "t"), oidc("c", "1", "t", "u")))
                .as("a further directory brings other people")
                .isFalse();
        assertThat(IdpRules.sameProvider(saml("a", "x"), oidc("c", "1", "t"))).isFalse();
    }

    /** R-SSO-14: the entity's name is a text that anybody may write. */
    @Test
    void ofSamlACertificateOrTheHostMustStay() {
        Saml known = saml("https://idp.example/sso", null, List.of("one", "two"));

        assertThat(IdpRules.sameProvider(known, saml("https://idp.example/new", null, List.of("three"))))
                .isTrue();
        assertThat(IdpRules.sameProvider(known, saml("https://new.example/sso", null, List.of("two", "three"))))
                .isTrue();
        assertThat(IdpRules.sameProvider(known, saml("https://new.example/sso", null, List.of("three"))))
                .isFalse();
    }

    /** R-NEG-45, R-NEG-46: what a refresh takes over with nobody looking on. */
    @Test
    void metadataWithoutAnythingInCommonAreDoubted() {
        String signOn = "https://idp.example/sso";
        Saml known = saml(signOn, "https://files.example/metadata", List.of("one"));
        Saml own = saml(signOn, "https://IDP.example/metadata", List.of("one"));
        Saml inClear = saml(signOn, "http://idp.example/metadata", List.of("one"));

        assertThat(RefreshRules.doubt(known, saml(signOn, null, List.of("one", "two"))))
                .as("a rollover with both keys")
                .isEmpty();
        assertThat(RefreshRules.doubt(known, saml(signOn, null, List.of("two"))))
                .hasValueSatisfying(why -> assertThat(why).contains("certificates"));
        assertThat(RefreshRules.doubt(own, saml(signOn, null, List.of("two"))))
                .as("from the provider's own host")
                .isEmpty();
        assertThat(RefreshRules.doubt(inClear, saml(signOn, null, List.of("two"))))
                .isPresent();
        for (Saml any : List.of(known, own)) {
            assertThat(RefreshRules.doubt(any, saml("https://evil.example/sso", null, List.of("one"))))
                    .hasValueSatisfying(why -> assertThat(why).contains("evil.example", "idp.example"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DRAFT, true, DRAFT",
        "DRAFT, false, DRAFT",
        "TESTED, true, DRAFT",
        "TESTED, false, DRAFT",
        "ACTIVE, true, ACTIVE",
        "ACTIVE, false, DRAFT",
        "DISABLED, true, DISABLED",
        "DISABLED, false, DRAFT"
    })
    void onlyWhoRunsWithTheSameProviderGoesOn(State before, boolean same, State after) {
        assertThat(IdpRules.stateAfter(before, false, same)).isEqualTo(after);
    }

    @Test
    void anEnforcedConnectionKeepsItsProvider() {
        assertThat(IdpRules.stateAfter(State.ACTIVE, true, true)).isEqualTo(State.ACTIVE);
        assertThatThrownBy(() -> IdpRules.stateAfter(State.ACTIVE, true, false)).isInstanceOf(Refused.class);
    }

    @Test
    void whatChangedIsToldButNeverASecret() {
        List<Change> changes = IdpRules.changes(oidc("c", "old", "t"), oidc("c", "new", "t", "u"), saml -> List.of());

        assertThat(changes)
                .containsExactly(
                        new Change("idp.tenants", null, List.of("t"), List.of("t", "u")),
                        new Change("idp.clientSecret", null, null, null));
        assertThat(IdpRules.changes(saml("a", "x"), saml("a", "x"), Saml::certificates))
                .isEmpty();
        assertThat(IdpRules.changes(saml("a", "x"), null, saml -> List.of("print")))
                .extracting(Change::attr)
                .contains("idp.entityId", "idp.certificates");
    }
}
