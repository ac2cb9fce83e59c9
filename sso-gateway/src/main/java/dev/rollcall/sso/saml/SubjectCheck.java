package dev.rollcall.sso.saml;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Whether a verified assertion was handed to the right one: profiles §4.1.4.2, subject confirmation by bearer.
 *
 * @param answered the Response's own InResponseTo, null when it has none
 */
record SubjectCheck(
        SamlConnection connection,
        @Nullable String requestId,
        @Nullable String answered,
        AssertionChecks checks) {
    /** IdPs send one, for several recipients perhaps a few. */
    private static final int CONFIRMATIONS_MAX = 8;

    /** One confirmation that fits is enough; when none does, the first one's reason is told. @return until when it may be used */
    Instant require(Element subject) throws SamlRefused {
        List<Element> bearers = Markup.children(subject, SamlNames.ASSERTION, "SubjectConfirmation");
        if (bearers.size() > CONFIRMATIONS_MAX) {
            throw refused("at most " + CONFIRMATIONS_MAX + " confirmations", String.valueOf(bearers.size()));
        }
        SamlRefused first = null;
        for (Element bearer : bearers) {
            try {
                return requireOne(bearer);
            } catch (SamlRefused refused) {
                first = first == null ? refused : first;
            }
        }
        throw first == null ? refused(SamlNames.BEARER, null) : first;
    }

    private Instant requireOne(Element confirmation) throws SamlRefused {
        String method = Markup.attribute(confirmation, "Method");
        // holder-of-key and sender-vouches rest on proofs that a browser does not bring.
        if (!SamlNames.BEARER.equals(method)) {
            throw refused(SamlNames.BEARER, method);
        }
        Element data = Markup.required(confirmation, SamlNames.ASSERTION, "SubjectConfirmationData");
        // Recipient must be our ACS, or a response meant for another service provider lets its owner in here.
        String recipient = Markup.attribute(data, "Recipient");
        if (!connection.acsUrl().equals(recipient)) {
            throw refused("Recipient " + connection.acsUrl(), recipient);
        }
        if (Markup.attribute(data, "NotBefore") != null) {
            throw refused("no NotBefore", Markup.attribute(data, "NotBefore"));
        }
        Instant end = Markup.time(data, "NotOnOrAfter");
        if (end == null) {
            throw refused("NotOnOrAfter", null);
        }
        checks.requireNotOver(end);
        requireAnswer(Markup.attribute(data, "InResponseTo"));
        return end;
    }

    /** Both must name the request that this browser made: one of them alone is unsigned, or could come from another message. */
    private void requireAnswer(@Nullable String confirmed) throws SamlRefused {
        if (answered == null && confirmed == null) {
            throw new SamlRefused(SamlRefusal.IDP_INITIATED_NOT_ENABLED, requestId, null);
        }
        if (requestId == null || !requestId.equals(answered) || !requestId.equals(confirmed)) {
            throw new SamlRefused(
                    SamlRefusal.IN_RESPONSE_TO_MISMATCH,
                    requestId,
                    "Response " + answered + ", assertion " + confirmed);
        }
    }

    private static SamlRefused refused(String expected, @Nullable String received) {
        return new SamlRefused(SamlRefusal.SUBJECT_CONFIRMATION, expected, received);
    }
}
