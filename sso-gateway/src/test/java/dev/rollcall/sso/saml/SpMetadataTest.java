package dev.rollcall.sso.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SpMetadataTest {
    private static Element descriptor(SpMetadata metadata) throws SamlRefused {
        Element entity =
                SecureXml.parse(metadata.xml().getBytes(StandardCharsets.UTF_8)).getDocumentElement();
        assertThat(entity.getAttribute("entityID")).isEqualTo(metadata.entityId());
        return Markup.required(entity, SamlNames.METADATA, "SPSSODescriptor");
    }

    /** R-SSO-2. */
    @Test
    void theySayWhereAnswersGoAndHowTheyMustBeSigned() throws Exception {
        Element ours = descriptor(new SpMetadata(
                SamlWorld.ENTITY_ID,
                SamlWorld.ACS,
                "https://sso.rollcall.test/saml/c1/slo",
                NameIdForm.EMAIL,
                List.of(
                        SamlWorld.keys("ours").certificate(),
                        SamlWorld.keys("next").certificate()),
                SamlWorld.keys("ours").certificate()));

        assertThat(ours.getAttribute("AuthnRequestsSigned")).isEqualTo("true");
        assertThat(ours.getAttribute("WantAssertionsSigned")).isEqualTo("true");
        assertThat(Markup.children(ours))
                .extracting(Element::getLocalName)
                .containsExactly(
                        "KeyDescriptor",
                        "KeyDescriptor",
                        "KeyDescriptor",
                        "SingleLogoutService",
                        "NameIDFormat",
                        "AssertionConsumerService");
        Element acs = Markup.required(ours, SamlNames.METADATA, "AssertionConsumerService");
        assertThat(acs.getAttribute("Location")).isEqualTo(SamlWorld.ACS);
        assertThat(acs.getAttribute("Binding")).isEqualTo(SamlNames.POST);
    }

    /** What we encrypt for nobody, and do not end for nobody, is not offered. */
    @Test
    void whatIsNotThereIsNotOffered() throws Exception {
        Element ours = descriptor(new SpMetadata(
                "urn:a&b",
                SamlWorld.ACS,
                null,
                NameIdForm.PERSISTENT,
                List.of(SamlWorld.keys("ours").certificate()),
                null));

        assertThat(Markup.children(ours))
                .extracting(Element::getLocalName)
                .containsExactly("KeyDescriptor", "NameIDFormat", "AssertionConsumerService");
    }
}
