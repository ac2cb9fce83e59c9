package dev.rollcall.sso.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-NEG-46. */
class IdpMetadataReadingTest {
    private static final String SSO = "https://idp.acme.test/sso";

    private static String certificate(String name) {
        try {
            return Base64.getMimeEncoder()
                    .encodeToString(SamlWorld.keys(name).certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static String key(String use, String certificate) {
        return "<md:KeyDescriptor" + use + "><ds:KeyInfo><ds:X509Data><ds:X509Certificate>" + certificate
                + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>";
    }

    private static String service(String name, String binding, String location) {
        return "<md:" + name + " Binding=\"" + binding + "\" Location=\"" + location + "\"/>";
    }

    private static String entity(String attributes, String inside) {
        return "<md:EntityDescriptor xmlns:md=\"" + SamlNames.METADATA + "\" xmlns:ds=\"" + SamlNames.SIGNATURE
                + "\" entityID=\"" + SamlWorld.IDP + "\"" + attributes + "><md:IDPSSODescriptor"
                + " protocolSupportEnumeration=\"" + SamlNames.PROTOCOL + "\">" + inside
                + "</md:IDPSSODescriptor></md:EntityDescriptor>";
    }

    private static IdpMetadata.Verdict read(String xml) {
        return IdpMetadataReading.read(xml.getBytes(StandardCharsets.UTF_8), null, false, SamlWorld.NOW);
    }

    private static void assertRefused(String xml, MetadataRefusal why) {
        assertThat(read(xml))
                .isInstanceOfSatisfying(
                        IdpMetadata.Verdict.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }

    private static IdpMetadata metadata(String xml) {
        assertThat(read(xml)).isInstanceOf(IdpMetadata.Verdict.Read.class);
        return ((IdpMetadata.Verdict.Read) read(xml)).metadata();
    }

    @Test
    void endpointsAndCertificatesAreRead() {
        IdpMetadata read = metadata(entity(
                " validUntil=\"2030-01-02T00:00:00Z\"",
                key(" use=\"signing\"", certificate("idp"))
                        + key(" use=\"signing\"", certificate("next"))
                        + key(" use=\"encryption\"", certificate("removed"))
                        + service("SingleLogoutService", SamlNames.REDIRECT, "https://idp.acme.test/slo")
                        + service("SingleSignOnService", SamlNames.POST, SSO + "/post")
                        + service("SingleSignOnService", SamlNames.REDIRECT, SSO)));

        assertThat(read.entityId()).isEqualTo(SamlWorld.IDP);
        assertThat(read.certificates())
                .containsExactly(
                        SamlWorld.keys("idp").certificate(),
                        SamlWorld.keys("next").certificate());
        assertThat(read.redirectUrl()).isEqualTo(SSO);
        assertThat(read.postUrl()).isEqualTo(SSO + "/post");
        assertThat(read.logoutUrl()).isEqualTo("https://idp.acme.test/slo");
        assertThat(read.validUntil()).isEqualTo("2030-01-02T00:00:00Z");
    }

    /** Taken for "no signing key", it once switched the check of signatures off. */
    @Test
    void aKeyWithoutUseIsASigningKey() {
        IdpMetadata read = metadata(
                entity("", key("", certificate("idp")) + service("SingleSignOnService", SamlNames.REDIRECT, SSO)));

        assertThat(read.certificates()).containsExactly(SamlWorld.keys("idp").certificate());
    }

    @Test
    void withoutASigningKeyTheyAreRefused() {
        String endpoint = service("SingleSignOnService", SamlNames.REDIRECT, SSO);
        assertRefused(entity("", endpoint), MetadataRefusal.CERTIFICATE_MISSING);
        assertRefused(
                entity("", key(" use=\"encryption\"", certificate("idp")) + endpoint),
                MetadataRefusal.CERTIFICATE_MISSING);
        assertRefused(entity("", key("", "AAAA") + endpoint), MetadataRefusal.CERTIFICATE_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "http://idp.acme.test/sso",
                "http://169.254.169.254/",
                "http://127.0.0.1/sso",
                "https://user@idp.acme.test/",
                "//idp.acme.test/sso",
                "https:sso",
                "not an address"
            })
    void aSignOnAddressThatIsNotHttpsIsRefused(String location) {
        assertRefused(
                entity("", key("", certificate("idp")) + service("SingleSignOnService", SamlNames.REDIRECT, location)),
                MetadataRefusal.URL_REFUSED);
    }

    @Test
    void onADevelopersMachineLoopbackWillDo() {
        String xml = entity(
                "",
                key("", certificate("idp"))
                        + service("SingleSignOnService", SamlNames.REDIRECT, "http://127.0.0.1:8180/sso"));

        assertThat(IdpMetadataReading.read(xml.getBytes(StandardCharsets.UTF_8), null, true, SamlWorld.NOW))
                .isInstanceOf(IdpMetadata.Verdict.Read.class);
    }

    @Test
    void anotherEntityIsNotFollowed() {
        String xml = entity("", key("", certificate("idp")) + service("SingleSignOnService", SamlNames.REDIRECT, SSO));

        IdpMetadata.Verdict verdict = IdpMetadataReading.read(
                xml.getBytes(StandardCharsets.UTF_8), "https://idp.globex.test", false, SamlWorld.NOW);

        assertThat(verdict).isEqualTo(new IdpMetadata.Verdict.Refused(MetadataRefusal.ENTITY_CHANGED, SamlWorld.IDP));
    }

    @Test
    void outdatedMetadataAreRefused() {
        assertRefused(
                entity(
                        " validUntil=\"2030-01-01T12:00:00Z\"",
                        key("", certificate("idp")) + service("SingleSignOnService", SamlNames.REDIRECT, SSO)),
                MetadataRefusal.EXPIRED);
    }

    @Test
    void otherDocumentsAreRefused() {
        String entity = entity("", key("", certificate("idp")));
        String group = "<md:EntitiesDescriptor xmlns:md=\"" + SamlNames.METADATA + "\">";

        assertRefused(entity, MetadataRefusal.SIGN_ON_MISSING);
        assertRefused("<html/>", MetadataRefusal.NOT_METADATA);
        assertRefused("not XML", MetadataRefusal.XML_INVALID);
        assertRefused("<!DOCTYPE x>" + entity, MetadataRefusal.XML_INVALID);
        assertRefused(group + "</md:EntitiesDescriptor>", MetadataRefusal.NOT_METADATA);
        assertRefused(group + entity + entity + "</md:EntitiesDescriptor>", MetadataRefusal.SEVERAL_ENTITIES);
        assertRefused(
                "<md:EntityDescriptor xmlns:md=\"" + SamlNames.METADATA + "\" entityID=\"x\"/>",
                MetadataRefusal.NO_IDP);
        assertRefused("<md:EntityDescriptor xmlns:md=\"" + SamlNames.METADATA + "\"/>", MetadataRefusal.NOT_METADATA);
    }

    @Test
    void oneEntityInAGroupIsThatEntity() {
        String entity =
                entity("", key("", certificate("idp")) + service("SingleSignOnService", SamlNames.REDIRECT, SSO));

        assertThat(metadata("<md:EntitiesDescriptor xmlns:md=\"" + SamlNames.METADATA + "\">" + entity
                                + "</md:EntitiesDescriptor>")
                        .entityId())
                .isEqualTo(SamlWorld.IDP);
    }
}
