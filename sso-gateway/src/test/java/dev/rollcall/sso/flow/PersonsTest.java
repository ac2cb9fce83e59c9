package dev.rollcall.sso.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.signin.AssertedPerson;
import dev.rollcall.sso.identity.ProvenIdentity;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-NEG-84, R-ROLE-4. */
class PersonsTest {
    private static ProvenIdentity identity(Protocol protocol, String role, List<String> sent) {
        return new ProvenIdentity(
                protocol,
                "issuer",
                "ann@acme.test",
                null,
                "ann@acme.test",
                "Ann",
                "Lee",
                null,
                role,
                "acme",
                "devs",
                List.of("acme:ops"),
                60,
                "session",
                Instant.EPOCH,
                Map.of("dockerRole", sent));
    }

    @Test
    void everythingThatTheDecisionReadsIsHandedOn() {
        assertThat(Persons.of(identity(Protocol.SAML, "editor", List.of("editor"))))
                .isEqualTo(new AssertedPerson(
                        AssertedPerson.Method.SAML,
                        "ann@acme.test",
                        "Ann",
                        "Lee",
                        null,
                        "editor",
                        "acme",
                        "devs",
                        List.of("acme:ops")));
        assertThat(Persons.of(identity(Protocol.OIDC, "editor", List.of("editor")))
                        .method())
                .isEqualTo(AssertedPerson.Method.OIDC);
    }

    /** Only a name that is always this person's identifies them: an address may pass to somebody else. */
    @Test
    void aLastingNameIsHandedOnAndAnAddressIsNone() {
        AssertedPerson byOidc = Persons.of(identity(Protocol.OIDC, null, List.of()));
        AssertedPerson bySaml = Persons.of(identity(Protocol.SAML, null, List.of()));
        AssertedPerson lasting = Persons.of(new ProvenIdentity(
                Protocol.SAML,
                "issuer",
                "G-1",
                "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                Map.of()));

        assertThat(byOidc.issuer()).isEqualTo("issuer");
        assertThat(byOidc.subject()).isEqualTo("ann@acme.test");
        assertThat(bySaml.issuer()).isNull();
        assertThat(bySaml.subject()).isNull();
        assertThat(lasting.subject()).isEqualTo("G-1");
    }

    @Test
    void aRoleGoesOnAsSentAndSeveralAreNone() {
        assertThat(Persons.of(identity(Protocol.SAML, "Owner ", List.of("Owner")))
                        .role())
                .isEqualTo("Owner ");
        assertThat(Persons.of(identity(Protocol.SAML, "owner, member", List.of("owner", "member")))
                        .role())
                .isNull();
        assertThat(Persons.of(identity(Protocol.SAML, null, List.of())).role()).isNull();
    }
}
