package dev.rollcall.sso.flow;

import dev.rollcall.sso.oidc.OidcObjection;
import dev.rollcall.sso.oidc.OidcRefusal;
import dev.rollcall.sso.saml.SamlRefusal;
import dev.rollcall.sso.saml.SamlVerdict;
import org.jspecify.annotations.Nullable;

/**
 * How a sign-in failed.
 *
 * @param check what exactly failed, for instance {@code audience_mismatch}
 * @param detail what the person is told
 * @param told the same for the log, which cannot forget: without anything that was received
 * @param expected for owners
 * @param received for owners; whatever somebody sent, to be escaped wherever it is shown
 * @param setting what an owner can change; null where nothing is to be changed
 */
record FlowFailure(
        FlowDenial why,
        String check,
        String detail,
        String told,
        @Nullable String expected,
        @Nullable String received,
        @Nullable String setting) {
    private static final String NOT_ACCEPTED =
            "The answer of your identity provider was not accepted. Contact your company administrator.";
    private static final String EMAIL_BAD = "Your identity provider did not send one verified e-mail address of yours."
            + " Contact your company administrator.";

    static FlowFailure of(FlowDenial why, String check, String detail, @Nullable String setting) {
        return new FlowFailure(why, check, detail, detail, null, null, setting);
    }

    /** R-SSO-10. */
    static FlowFailure lost(Spent.Why why) {
        return new FlowFailure(
                FlowDenial.STATE_LOST,
                why.code(),
                FixedTexts.STATE_LOST,
                FixedTexts.STATE_LOST,
                why.expected(),
                why.received(),
                "Begin the sign-in again, in one tab, with cookies allowed.");
    }

    static FlowFailure of(SamlVerdict.Refused refused, String connectionName) {
        FlowDenial why = FailureReasons.why(refused.why());
        String told =
                refused.why() == SamlRefusal.NAME_ID_NOT_EMAIL ? FixedTexts.BAD_NAMEID : told(why, connectionName);
        return new FlowFailure(
                why,
                refused.why().code(),
                detail(why, told, refused.received()),
                told,
                refused.expected(),
                refused.received(),
                refused.why().advice());
    }

    static FlowFailure of(OidcObjection objection, String connectionName) {
        FlowDenial why = FailureReasons.why(objection.why());
        String told = objection.why() == OidcRefusal.EMAIL_MALFORMED ? FixedTexts.BAD_EMAIL : told(why, connectionName);
        return new FlowFailure(
                why,
                objection.why().code(),
                detail(why, told, objection.received()),
                told,
                objection.expected(),
                objection.received(),
                objection.why().advice());
    }

    private static String told(FlowDenial why, String connectionName) {
        String fixed = FailureReasons.text(why, connectionName);
        if (fixed != null) {
            return fixed;
        }
        return why == FlowDenial.BAD_NAMEID ? EMAIL_BAD : NOT_ACCEPTED;
    }

    /** What an identity provider says about its own refusal helps the person (not assigned, locked, …). */
    private static String detail(FlowDenial why, String told, @Nullable String received) {
        return why == FlowDenial.IDP_REFUSED && received != null && !received.isBlank()
                ? told + " It says: " + received
                : told;
    }
}
