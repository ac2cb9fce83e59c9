package dev.rollcall.sso.saml;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an IdP is told after its LogoutRequest: SAML core §3.7.2. Always success, whether there were sessions or not: that is not the IdP's to know.
 *
 * @param id never used before
 * @param inResponseTo the request's ID
 * @param destination the IdP's single logout URL, from the connection and never from the request
 * @param entityId ours
 */
public record LogoutAnswer(String id, String inResponseTo, Instant issuedAt, String destination, String entityId) {

    /**
     * The address to send the browser back to, signed.
     *
     * @param relayState the request's, whatever its length; null when it had none
     */
    public String redirect(@Nullable String relayState, SamlKey key) {
        return RedirectBinding.signed(destination, "SAMLResponse", xml(), relayState, key);
    }

    private String xml() {
        return "<samlp:LogoutResponse xmlns:samlp=\"" + SamlNames.PROTOCOL + "\" xmlns:saml=\"" + SamlNames.ASSERTION
                + "\" ID=\"" + XmlText.escape(id)
                + "\" Version=\"" + SamlNames.VERSION
                + "\" IssueInstant=\"" + issuedAt.truncatedTo(ChronoUnit.MILLIS)
                + "\" Destination=\"" + XmlText.escape(destination)
                + "\" InResponseTo=\"" + XmlText.escape(inResponseTo)
                + "\"><saml:Issuer>" + XmlText.escape(entityId) + "</saml:Issuer>"
                + "<samlp:Status><samlp:StatusCode Value=\"" + SamlNames.SUCCESS + "\"/></samlp:Status>"
                + "</samlp:LogoutResponse>";
    }
}
