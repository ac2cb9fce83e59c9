package dev.rollcall.sso.saml;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The question that a sign-in begins with: SAML core §3.4.1.
 *
 * @param id never used before and not guessable, begins with a letter or underscore; the answer must name it
 * @param destination the IdP's single sign-on URL
 * @param entityId ours
 * @param acsUrl ours, where the answer is to be posted
 * @param freshLogin whether the IdP must ask for the password again (ForceAuthn)
 */
public record AuthnRequest(
        String id,
        Instant issuedAt,
        String destination,
        String entityId,
        String acsUrl,
        NameIdForm nameIdForm,
        boolean freshLogin) {
    /** Bindings §3.4.3, or an IdP may drop it. */
    private static final int RELAY_STATE_MAX = 80;

    /** In UTF-8, without XML declaration, unsigned. */
    String xml() {
        return "<samlp:AuthnRequest xmlns:samlp=\"" + SamlNames.PROTOCOL + "\" xmlns:saml=\"" + SamlNames.ASSERTION
                + "\" ID=\"" + XmlText.escape(id)
                + "\" Version=\"" + SamlNames.VERSION
                + "\" IssueInstant=\"" + issuedAt.truncatedTo(ChronoUnit.MILLIS)
                + "\" Destination=\"" + XmlText.escape(destination)
                + (freshLogin ? "\" ForceAuthn=\"true" : "")
                + "\" ProtocolBinding=\"" + SamlNames.POST
                + "\" AssertionConsumerServiceURL=\"" + XmlText.escape(acsUrl)
                + "\"><saml:Issuer>" + XmlText.escape(entityId) + "</saml:Issuer>"
                // AllowCreate: whether the IdP may make up a name for us; without it some refuse a person's first
                // sign-in.
                + "<samlp:NameIDPolicy Format=\"" + nameIdForm.uri() + "\" AllowCreate=\"true\"/>"
                + "</samlp:AuthnRequest>";
    }

    /**
     * The address to send the browser to, signed (bindings §3.4).
     *
     * @param relayState what comes back with the answer, at most 80 bytes (§3.4.3)
     */
    public String redirect(String relayState, SamlKey key) {
        if (relayState.getBytes(StandardCharsets.UTF_8).length > RELAY_STATE_MAX) {
            throw new IllegalArgumentException("RelayState has at most " + RELAY_STATE_MAX + " bytes.");
        }
        return RedirectBinding.signed(destination, "SAMLRequest", xml(), relayState, key);
    }

    /** The value of the form field {@code SAMLRequest}, signed, for a form that posts itself to {@link #destination} (bindings §3.5). */
    public String post(SamlKey key) {
        return PostBinding.signed(xml(), key);
    }
}
