package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.signin.AssertedPerson;
import dev.rollcall.contract.signin.AssertedPerson.Method;
import dev.rollcall.contract.signin.SignInAnswer.Denied;
import dev.rollcall.membership.signin.JitRules.Decision;
import dev.rollcall.membership.signin.JitRules.Standing;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who somebody is to a connection, and the sentence for whom stays out: R-JIT-13, R-JIT-16, R-ORG-4, R-SCIM-29, R-SSO-5, R-SSO-9. */
class StandingRulesTest {
    private static final Person ANN = Scene.person(null, null, null);

    private static Standing standing(Scene scene) {
        return StandingRules.standing(scene.known());
    }

    private static Denied denied(Scene scene, Person person) {
        Known known = scene.known();
        Decision.TurnAway away = (Decision.TurnAway) Scene.decision(known, person);
        return TurnAwayRules.denied(away, known, person, Scene.mapping(known, person), "blue-fox-12");
    }

    @Test
    void anAccountIsAMemberWhereverItIsActive() {
        assertThat(standing(new Scene())).isEqualTo(Standing.NEW);
        assertThat(standing(new Scene().account())).isEqualTo(Standing.ACCOUNT);
        assertThat(standing(new Scene().member(1, true, false, null))).isEqualTo(Standing.MEMBER);
    }

    /** R-JIT-16. */
    @Test
    void whomThisIdpTookOutStaysOutWhateverElseThereIs() {
        assertThat(standing(new Scene().member(0, false, true, Scene.CONNECTION)))
                .isEqualTo(Standing.DEACTIVATED);
        assertThat(standing(new Scene().member(0, false, true, Scene.CONNECTION).member(1, true, false, null)))
                .isEqualTo(Standing.DEACTIVATED);
        assertThat(standing(new Scene().described(false, null, null, null))).isEqualTo(Standing.DEACTIVATED);
    }

    @Test
    void whomScimRemovedStaysOutUnlessTheyAreAMemberElsewhere() {
        assertThat(standing(new Scene().removedFromWhale())).isEqualTo(Standing.DEACTIVATED);
        assertThat(standing(new Scene().removedFromWhale().member(0, true, false, null)))
                .isEqualTo(Standing.MEMBER);
    }

    @Test
    void whomAnotherIdpTookOutStaysOutUnlessTheyAreAMemberHere() {
        UUID other = UUID.randomUUID();
        assertThat(standing(new Scene().member(0, false, true, other))).isEqualTo(Standing.DEACTIVATED);
        assertThat(standing(new Scene().member(0, false, true, other).member(1, true, false, null)))
                .isEqualTo(Standing.MEMBER);
        assertThat(standing(new Scene().member(0, false, false, null))).isEqualTo(Standing.DEACTIVATED);
    }

    /** Whom SCIM does not manage it cannot have taken out. */
    @Test
    void anUnmanagedMemberComesInThoughScimCallsThemInactive() {
        assertThat(standing(new Scene().member(0, true, false, null).described(false, null, null, null)))
                .isEqualTo(Standing.MEMBER);
    }

    @Test
    void aDeactivatedPersonIsToldWhoDidItAndWhen() {
        Denied denied = denied(new Scene().member(0, false, true, Scene.CONNECTION), ANN);

        assertThat(denied.row().number()).isEqualTo(14);
        assertThat(denied.title()).isEqualTo("Access denied");
        assertThat(denied.detail())
                .isEqualTo("Your identity provider deactivated your access over SCIM on 2026-11-22 20:31 UTC."
                        + " Contact your administrator. TraceID: blue-fox-12");
    }

    /** R-JIT-16: also where the User alone says so, of somebody who was no member before. */
    @Test
    void whomOnlyScimsUserCallsInactiveIsToldSinceWhen() {
        assertThat(denied(new Scene().described(false, null, null, null), ANN).detail())
                .contains("over SCIM on 2026-11-22 20:31 UTC.");
    }

    /** R-JIT-13, R-JIT-14: without an account there is no username to name. */
    @Test
    void whoIsNotAssignedReadsTheDocumentedSentence() {
        Denied known = denied(new Scene().jitOff().account(), ANN);
        Denied unknown = denied(new Scene().jitOff(), ANN);

        assertThat(known.row().number()).isEqualTo(11);
        assertThat(known.title()).isEqualTo("Access denied");
        assertThat(known.detail())
                .isEqualTo("User 'ann' is not assigned to this SSO organization. Contact your administrator."
                        + " TraceID: blue-fox-12");
        assertThat(unknown.row().number()).isEqualTo(13);
        assertThat(unknown.detail()).startsWith("User 'ann@acme.test' is not assigned to this SSO organization.");
    }

    /** R-JIT-9, R-ORG-4: an invitation from after a removal is an owner's word. */
    @Test
    void whoIsInvitedIsSoWithAnAccountOrWithout() {
        assertThat(standing(new Scene().invited(0, "member", null))).isEqualTo(Standing.NEW_INVITED);
        assertThat(standing(new Scene().account().invited(1, "member", null))).isEqualTo(Standing.ACCOUNT_INVITED);
        assertThat(standing(new Scene().removedFromWhale().invited(1, "member", null)))
                .isEqualTo(Standing.ACCOUNT_INVITED);
        assertThat(standing(new Scene().member(0, false, true, Scene.CONNECTION).invited(1, "member", null)))
                .isEqualTo(Standing.DEACTIVATED);
    }

    /** R-DOM-5: existing accounts only. */
    @Test
    void anAccountOfAnAutoProvisionedDomainIsCaptured() {
        assertThat(standing(new Scene().account().capturing())).isEqualTo(Standing.CAPTURED);
        assertThat(standing(new Scene().capturing())).isEqualTo(Standing.NEW);
        assertThat(standing(new Scene().capturing().member(0, true, false, null)))
                .isEqualTo(Standing.MEMBER);
    }

    /** R-NEG-75: without an address that the IdP stands for, only who is linked is known. */
    @Test
    void withoutAnAddressOnlyALinkedPersonIsKnown() {
        Person nobody = PersonRules.read(
                new AssertedPerson(Method.OIDC, null, null, null, null, null, null, null, null, "https://idp", "s1"));

        assertThat(StandingRules.facts(
                                new Scene().account().known(), nobody, Scene.mapping(new Scene().known(), nobody))
                        .fault())
                .isEqualTo(JitRules.Fault.EMAIL);
        assertThat(StandingRules.facts(new Scene().linked().known(), nobody, Scene.mapping(new Scene().known(), nobody))
                        .fault())
                .isNull();
    }

    /** R-NEG-76: an address that has got to somebody else at the IdP is no way into the account of whoever had it. */
    @Test
    void anAddressOfAnotherIdentityIsRefused() {
        Denied denied = denied(new Scene().otherIdentity(), ANN);

        assertThat(denied.row().number()).isEqualTo(15);
        assertThat(denied.detail())
                .isEqualTo("Your e-mail address belongs to another person at your identity provider. Contact your"
                        + " administrator. TraceID: blue-fox-12");
    }

    /** Row 15: R-NEG-74, R-NEG-44, R-NEG-87. */
    @Test
    void whoIsUnfitReadsTheFixedSentences() {
        assertThat(denied(new Scene().unverified(), ANN).detail())
                .isEqualTo("Domain 'acme.test' is not verified for your SSO connection. Contact your company"
                        + " administrator. TraceID: blue-fox-12");
        assertThat(denied(new Scene().whaleFull(), Scene.person(null, "whale", null))
                        .detail())
                .isEqualTo("Not enough seats in organization 'Whale'. Add more seats or contact your administrator.");
        Person nobody =
                PersonRules.read(new AssertedPerson(Method.SAML, "ann", null, null, null, null, null, null, null));
        assertThat(denied(new Scene(), nobody).detail())
                .isEqualTo("The name ID sent by the identity provider is not an email address. Contact your company"
                        + " administrator.");
    }

    @Test
    void aFullOrganizationThatNobodyWantsIntoStopsNobody() {
        assertThat(Scene.plan(new Scene().whaleFull().known(), ANN).joins()).hasSize(1);
    }
}
