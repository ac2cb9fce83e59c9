package dev.rollcall.sso.saml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sso.identity.ProvenIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-SSO-6: each documented name by itself, and which of them counts where several are sent. */
class DocumentedAttributesTest {
    private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    private static ProvenIdentity identity(String attributes) {
        SamlCase message = SamlCase.named("accepted/assertion-signed");
        message.says().setProperty("with.attributes", attributes);
        SamlVerdict verdict = SamlResponses.validate(message.posted(), message.connection(), message.request());
        assertThat(verdict).isInstanceOf(SamlVerdict.Accepted.class);
        return ((SamlVerdict.Accepted) verdict).identity();
    }

    private static String attribute(String name, String value) {
        return "<saml:Attribute Name=\"" + name + "\"><saml:AttributeValue>" + value
                + "</saml:AttributeValue></saml:Attribute>";
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAIMS + "nameidentifier", CLAIMS + "upn", CLAIMS + "emailaddress", "email"})
    void anAddressIsReadFromEachOfItsNames(String name) {
        assertThat(identity(attribute(name, "other@acme.test")).email()).isEqualTo("other@acme.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Email", "mail", CLAIMS + "EmailAddress", "urn:oid:0.9.2342.19200300.100.1.3"})
    void namesThatAreNotDocumentedSayNothing(String name) {
        assertThat(identity(attribute(name, "other@acme.test")).email()).isEqualTo("sam@acme.test");
    }

    @Test
    void theFirstOfTheDocumentedNamesWithAnAddressCounts() {
        String email = attribute("email", "d@acme.test");
        String emailAddress = attribute(CLAIMS + "emailaddress", "c@acme.test");
        String upn = attribute(CLAIMS + "upn", "b@acme.test");
        String nameIdentifier = attribute(CLAIMS + "nameidentifier", "a@acme.test");

        assertThat(identity(email + emailAddress + upn + nameIdentifier).email())
                .isEqualTo("a@acme.test");
        assertThat(identity(email + emailAddress + upn).email()).isEqualTo("b@acme.test");
        assertThat(identity(email + emailAddress).email()).isEqualTo("c@acme.test");
        assertThat(identity(email + emailAddress + attribute(CLAIMS + "nameidentifier", "x7f3"))
                        .email())
                .isEqualTo("c@acme.test");
    }

    /** The usual message has {@code name}. */
    @Test
    void aFullNameIsReadFromEitherOfItsNames() {
        assertThat(identity("").fullName()).isEqualTo("Sam Doe");
        assertThat(identity(attribute(CLAIMS + "name", "Samuel Doe")).fullName())
                .isEqualTo("Samuel Doe");
        ProvenIdentity parts = identity(attribute(CLAIMS + "givenname", "Sam") + attribute(CLAIMS + "surname", "Doe"));
        assertThat(parts.givenName()).isEqualTo("Sam");
        assertThat(parts.familyName()).isEqualTo("Doe");
    }
}
