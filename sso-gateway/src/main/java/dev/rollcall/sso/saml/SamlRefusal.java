package dev.rollcall.sso.saml;

import java.util.Locale;

/** Why a Response is not believed. Each has the setting to look at first, for whoever reads the trace. */
public enum SamlRefusal {
    XML_INVALID(
            "The message is not plain XML within our limits: look at what the identity provider, or something on the way, sent."),
    SCHEMA(
            "The message is XML but not a SAML 2.0 Response as we read it: look at the identity provider's application type."),
    STATUS_NOT_SUCCESS(
            "The identity provider itself refused: look at its own log and at who is assigned to the application."),
    ASSERTION_COUNT("A Response must carry exactly one assertion: look at the identity provider's response template."),
    DUPLICATE_ID("An ID occurs twice, which makes it unclear what was signed: report it to the identity provider."),
    SIGNATURE_MISSING("Let the identity provider sign the assertion or the response."),
    SIGNATURE_COUNT("One element carries several signatures: report it to the identity provider."),
    SIGNATURE_POSITION("A signature stands where none may: report it to the identity provider."),
    SIGNATURE_SCHEMA("A signature is not built as XML Signature demands: report it to the identity provider."),
    SIGNATURE_REFERENCE(
            "A signature must cover exactly the element that contains it: report it to the identity provider."),
    SIGNATURE_TRANSFORM("Set the identity provider to exclusive canonicalization, without further transforms."),
    SIGNATURE_ALGORITHM("Set the identity provider to RSA or ECDSA with SHA-256 or stronger."),
    SIGNATURE_INVALID(
            "Compare the connection's certificates with the identity provider's current signing certificate."),
    CERTIFICATE_EXPIRED(
            "Renew the signing certificate at the identity provider and add the new one to the connection."),
    ENCRYPTION_ALGORITHM("Set the identity provider to encrypt with AES-GCM, and the key with RSA-OAEP."),
    DECRYPT_FAILED("Give the identity provider the encryption certificate of our current metadata."),
    ISSUER_MISMATCH("Compare the connection's IdP entity ID with the identity provider's."),
    DESTINATION_MISMATCH("Compare the identity provider's ACS URL with the connection's."),
    AUDIENCE_MISSING("Enter our entity ID as audience at the identity provider."),
    AUDIENCE_MISMATCH("Compare the identity provider's audience with our entity ID."),
    SUBJECT_CONFIRMATION("Compare the identity provider's recipient with our ACS URL; the method must be bearer."),
    IN_RESPONSE_TO_MISMATCH("Start the sign-in again from our page, in one browser window."),
    IDP_INITIATED_NOT_ENABLED("Start the sign-in from our page; at the identity provider, link to that page."),
    EXPIRED("Compare the clocks; the answer took too long, or was kept."),
    NOT_YET_VALID("Compare the clocks: the identity provider's is ahead."),
    NAME_ID_NOT_EMAIL("Set the Name ID to the e-mail address at the identity provider."),
    NAME_ID_FORMAT("Set the Name ID format at the identity provider to the connection's."),
    ATTRIBUTE_AMBIGUOUS("Send one e-mail address, not several.");

    private final String advice;

    SamlRefusal(String advice) {
        this.advice = advice;
    }

    /** The name in traces and metrics, for instance {@code audience_mismatch}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What to change, in one sentence for an administrator. */
    public String advice() {
        return advice;
    }
}
