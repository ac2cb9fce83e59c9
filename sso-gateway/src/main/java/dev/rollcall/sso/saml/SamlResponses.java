package dev.rollcall.sso.saml;

import dev.rollcall.sso.identity.ProvenIdentity;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The one door for answers of identity providers. Pure: no clock, no memory, no network. */
public final class SamlResponses {
    /** A request lives minutes and is answered once, so nothing is gained by remembering an assertion for longer, whatever it says. */
    private static final Duration REMEMBERED_MAX = Duration.ofHours(24);

    private SamlResponses() {}

    /**
     * Judges an answer that came over the POST binding.
     *
     * @param posted the form field {@code SAMLResponse} as it came: Base64 of a {@code samlp:Response} of at most 256 KiB
     */
    public static SamlVerdict validate(String posted, SamlConnection connection, SamlRequest request) {
        try {
            return accept(PostedMessage.decode(posted), connection, request);
        } catch (SamlRefused refused) {
            return refused.verdict();
        }
    }

    private static SamlVerdict accept(byte[] xml, SamlConnection connection, SamlRequest request) throws SamlRefused {
        Element posted = SecureXml.parse(xml).getDocumentElement();
        AssertionChecks checks = new AssertionChecks(connection, request.now());
        ResponseShape shape = ResponseShape.of(posted);
        shape.requireSuccess();
        // Told early because these explain best; believed is only what signed bytes say again.
        shape.onlyAssertion();
        checks.requireIssuerIfAny(posted);
        Believed believed = believe(shape, connection, request.now());
        believed.response().requireDestination(connection.acsUrl(), believed.responseSigned());
        return judge(believed, checks, request);
    }

    /**
     * What is left once signatures are checked.
     *
     * @param response from signed bytes if {@code responseSigned}, else as posted: then it can only refuse
     * @param assertion from signed bytes, its own or the response's
     */
    private record Believed(
            ResponseShape response, boolean responseSigned, Element assertion, X509Certificate signedBy) {}

    private static Believed believe(ResponseShape posted, SamlConnection connection, Instant now) throws SamlRefused {
        Element over = DocumentShape.signatureOf(posted.response());
        SignatureCheck.@Nullable Signed whole =
                over == null ? null : SignatureCheck.require(posted.response(), over, connection, now);
        ResponseShape response = whole == null ? posted : ResponseShape.of(whole.element());

        Element assertion = response.plainAssertion(connection.decryptionKeys());
        Element own = DocumentShape.signatureOf(assertion);
        // Where both are signed both must hold: an IdP whose one signature is broken is not to be guessed about.
        SignatureCheck.@Nullable Signed part =
                own == null ? null : SignatureCheck.require(assertion, own, connection, now);
        if (part != null) {
            return new Believed(response, whole != null, part.element(), part.by());
        }
        if (whole != null) {
            return new Believed(response, true, assertion, whole.by());
        }
        throw new SamlRefused(SamlRefusal.SIGNATURE_MISSING, "a signed assertion or response", "no signature");
    }

    private static SamlVerdict judge(Believed believed, AssertionChecks checks, SamlRequest request)
            throws SamlRefused {
        Element assertion = believed.assertion();
        SamlConnection connection = checks.connection();
        String id = DocumentShape.requireIdAndVersion(assertion);
        checks.requireIssuer(assertion);
        Element subject = Markup.required(assertion, SamlNames.ASSERTION, "Subject");
        SubjectCheck bearer = new SubjectCheck(
                connection,
                request.requestId(),
                Markup.attribute(believed.response().response(), "InResponseTo"),
                checks);
        Instant usableUntil = earlier(bearer.require(subject), checks.requireConditions(assertion));
        ProvenIdentity identity = IdentityReading.of(assertion, subject, connection);
        return new SamlVerdict.Accepted(
                identity, id, remembered(usableUntil, connection, request.now()), believed.signedBy());
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other == null || one.isBefore(other) ? one : other;
    }

    private static Instant remembered(Instant usableUntil, SamlConnection connection, Instant now) {
        Instant latest = now.plus(REMEMBERED_MAX);
        return usableUntil.isAfter(latest) ? latest : usableUntil.plus(connection.clockSkew());
    }
}
