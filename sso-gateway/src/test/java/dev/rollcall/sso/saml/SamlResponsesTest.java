package dev.rollcall.sso.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.sso.identity.ProvenIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamlResponsesTest {
    private static SamlVerdict judge(String xml) {
        String posted = Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
        return SamlResponses.validate(posted, SamlWorld.connection(), SamlWorld.request());
    }

    private static ProvenIdentity identity(String attributes) {
        SamlCase usual = SamlCase.named("accepted/assertion-signed");
        usual.says().setProperty("with.attributes", attributes);
        SamlVerdict verdict = SamlResponses.validate(usual.posted(), usual.connection(), usual.request());
        assertThat(verdict).isInstanceOf(SamlVerdict.Accepted.class);
        return ((SamlVerdict.Accepted) verdict).identity();
    }

    private static String attribute(String name, String... values) {
        StringBuilder xml = new StringBuilder("<saml:Attribute Name=\"" + name + "\">");
        for (String value : values) {
            xml.append("<saml:AttributeValue>").append(value).append("</saml:AttributeValue>");
        }
        return xml.append("</saml:Attribute>").toString();
    }

    @Test
    void whatIsToBeRememberedComesAlong() {
        SamlVerdict verdict = judge(SamlCase.named("accepted/assertion-signed").xml());

        assertThat(verdict).isInstanceOfSatisfying(SamlVerdict.Accepted.class, accepted -> {
            assertThat(accepted.assertionId()).isEqualTo("_assertion1");
            assertThat(accepted.rememberUntil()).isEqualTo(Instant.parse("2030-01-01T12:06:00Z"));
            assertThat(accepted.signedBy()).isEqualTo(SamlWorld.keys("idp").certificate());
        });
    }

    @Test
    void nothingIsRememberedForever() {
        SamlVerdict verdict = judge(SamlCase.named("accepted/end-of-time").xml());

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        SamlVerdict.Accepted.class,
                        accepted -> assertThat(accepted.rememberUntil())
                                .isEqualTo(SamlWorld.NOW.plus(Duration.ofHours(24))));
    }

    /** R-SSO-5, R-SSO-6, R-SSO-7, R-GRP-13, R-ROLE-2. */
    @Test
    void thePersonIsReadFromTheDocumentedAttributes() {
        String claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
        ProvenIdentity identity = identity(attribute(claims + "givenname", "Sam")
                + attribute(claims + "surname", "Doe")
                + attribute("Groups", "moby:backend", "moby:frontend", " ")
                + attribute("groups", "whale:desktop", "moby:backend")
                + attribute("dockerRole", "editor")
                + attribute("dockerOrg", "moby")
                + attribute("dockerTeam", "backend")
                + attribute("dockerSessionMinutes", "90"));

        assertThat(identity.protocol()).isEqualTo(ProvenIdentity.Protocol.SAML);
        assertThat(identity.issuer()).isEqualTo(SamlWorld.IDP);
        assertThat(identity.subject()).isEqualTo("sam@acme.test");
        assertThat(identity.nameIdFormat()).isEqualTo(NameIdForm.EMAIL.uri());
        assertThat(identity.fullName()).isEqualTo("Sam Doe");
        assertThat(identity.givenName()).isEqualTo("Sam");
        assertThat(identity.familyName()).isEqualTo("Doe");
        assertThat(identity.groups()).containsExactlyInAnyOrder("moby:backend", "moby:frontend", "whale:desktop");
        assertThat(identity.role()).isEqualTo("editor");
        assertThat(identity.organization()).isEqualTo("moby");
        assertThat(identity.team()).isEqualTo("backend");
        assertThat(identity.sessionMinutes()).isEqualTo(90);
        assertThat(identity.sessionIndex()).isEqualTo("_session1");
        assertThat(identity.authenticatedAt()).isEqualTo(Instant.parse("2030-01-01T11:59:50Z"));
        assertThat(identity.attributes()).containsEntry("dockerRole", List.of("editor"));
    }

    /** R-NEG-90: what is not sent is absent, not empty, so that nothing stored is erased. */
    @Test
    void whatIsNotSentIsNull() {
        ProvenIdentity identity = identity(attribute("givenname", "Sam") + attribute("dockerRole", " "));

        assertThat(identity.givenName()).isNull();
        assertThat(identity.groups()).isNull();
        assertThat(identity.role()).isNull();
        assertThat(identity.sessionMinutes()).isNull();
    }

    /** R-NEG-84: two roles are no role that anybody has. */
    @Test
    void twoRolesAreHandedOnAsOneThatMeansNothing() {
        assertThat(identity(attribute("dockerRole", "member", "owner")).role()).isEqualTo("member, owner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "ninety", "1.5", "99999999999", "١٢"})
    void aSessionLengthThatIsNoPositiveNumberIsNone(String minutes) {
        assertThat(identity(attribute("dockerSessionMinutes", minutes)).sessionMinutes())
                .isNull();
    }

    @Test
    void anAttributeThatIsXmlItselfIsLeftOut() {
        ProvenIdentity identity = identity(attribute("nested", "<saml:NameID>x</saml:NameID>"));

        assertThat(identity.attributes()).containsEntry("nested", List.of());
    }

    /** R-NEG-32: whatever was wrong with the ciphertext, the answer is the same. */
    @Test
    void failedDecryptionsCannotBeToldApart() {
        List<SamlVerdict> verdicts = new ArrayList<>();
        for (String name : List.of("for-somebody-else", "changed-key", "changed-data", "changed-tag")) {
            verdicts.add(judge(SamlCase.named("refused/decrypt-failed/" + name).xml()));
        }

        assertThat(verdicts).hasSize(4).containsOnly(verdicts.getFirst());
    }

    /** R-NEG-2: whichever byte of a signed message is changed, nobody else comes out of it. */
    @ParameterizedTest
    @ValueSource(strings = {"accepted/assertion-signed", "accepted/both-signed"})
    void noChangedByteMakesSomebodyElse(String folder) {
        byte[] good = SamlCase.named(folder).xml().getBytes(StandardCharsets.UTF_8);
        ProvenIdentity sam = ((SamlVerdict.Accepted) judge(new String(good, StandardCharsets.UTF_8))).identity();
        Random random = new Random(7);
        int accepted = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = good.clone();
            changed[random.nextInt(changed.length)] = (byte) (32 + random.nextInt(95));
            SamlVerdict verdict = SamlResponses.validate(
                    Base64.getEncoder().encodeToString(changed), SamlWorld.connection(), SamlWorld.request());
            if (verdict instanceof SamlVerdict.Accepted still) {
                accepted++;
                assertThat(still.identity()).isEqualTo(sam);
            }
        }
        // Some of it is nobody's: the KeyInfo, the Response's own times.
        assertThat(accepted).isLessThan(1_000);
    }

    @Test
    void aConnectionWithoutCertificateIsNone() {
        SamlConnection good = SamlWorld.connection();

        assertThatThrownBy(() -> new SamlConnection(
                        good.idpEntityId(),
                        List.of(),
                        false,
                        good.entityId(),
                        good.acsUrl(),
                        good.nameIdForm(),
                        good.attributes(),
                        good.clockSkew(),
                        List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBlankRequestIdIsNone() {
        assertThatThrownBy(() -> new SamlRequest(" ", SamlWorld.NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsReceivedIsShownInPart() {
        SamlCase wrong = SamlCase.named("refused/audience-mismatch/other");
        wrong.says()
                .setProperty(
                        "with.audience",
                        "<saml:AudienceRestriction><saml:Audience>" + "x".repeat(5_000)
                                + "</saml:Audience></saml:AudienceRestriction>");

        assertThat(judge(wrong.xml()))
                .isInstanceOfSatisfying(
                        SamlVerdict.Refused.class,
                        refused -> assertThat(refused.received()).hasSizeLessThan(310));
    }
}
