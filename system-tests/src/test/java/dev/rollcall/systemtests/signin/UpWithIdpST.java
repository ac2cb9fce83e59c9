package dev.rollcall.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code ./rollcall up --idp}: what a person, and a program, gets by it. */
class UpWithIdpST {
    private final RunningSuite suite = RunningSuite.withIdp();

    @Test
    void programsFindTheAddressesThatTheIdentityProviderNeeds() {
        SandboxFile described = suite.description();
        SandboxFile.Connection acme = described.connections().get("acme");
        String ours = described.services().get("sso") + "/saml/" + acme.id();

        assertThat(acme.entityId()).isEqualTo(ours + "/metadata").isEqualTo(acme.metadataUrl());
        assertThat(acme.acsUrl()).isEqualTo(ours + "/acs");
        assertThat(acme.redirectUrl()).endsWith("/oidc/" + acme.id() + "/callback");
        assertThat(described.idp().baseUrl()).startsWith("http://localhost:");
        assertThat(new Visitor().open(acme.metadataUrl()).requireStatus(200).body())
                .contains(acme.acsUrl());
    }

    @Test
    void statusAndLogsKnowKeycloak() {
        assertThat(suite.rollcall("status").requireSuccess().output())
                .containsPattern(
                        "Keycloak .*ready  " + suite.description().idp().baseUrl());
        assertThat(suite.rollcall("logs", "keycloak").requireSuccess().output()).contains("Keycloak", "started");
    }

    /** Both people, over either protocol, before and after everything was stopped and started. */
    @Test
    void itsPeopleSignInAlsoAfterTheNextStart() {
        Map<String, String> people = suite.description().idp().people();
        assertThat(people).containsOnlyKeys("alice@acme.example", "bob@acme.example");
        everybodySignsIn();

        suite.rollcall("down").requireSuccess();
        suite.up();

        assertThat(suite.description().idp().people()).isEqualTo(people);
        everybodySignsIn();
    }

    private static void everybodySignsIn() {
        AcmeKeycloak keycloak = AcmeKeycloak.get();
        keycloak.idp().people().forEach((mail, password) -> {
            for (String connection : new String[] {"acme", "acme-oidc"}) {
                Page account = keycloak.signIn(
                        new Visitor(), keycloak.connection(connection).id(), mail, password);
                assertThat(account.address().getPath()).as("%s", account).isEqualTo("/account");
            }
        });
    }
}
