package dev.rollcall.sso.saml;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an IdP is asked when somebody who signed out here wants to sign out there, too: SAML core §3.7.1.
 *
 * @param id never used before, begins with a letter or underscore
 * @param destination the IdP's single logout URL
 * @param entityId ours
 * @param nameId the person, as the IdP named them at sign-in
 * @param sessionIndex the IdP's own name of its session; null when it named none
 */
public record LogoutRequest(
        String id,
        Instant issuedAt,
        String destination,
        String entityId,
        String nameId,
        @Nullable String sessionIndex) {

    /** The address to send the browser to, signed. */
    public String redirect(SamlKey key) {
        return RedirectBinding.signed(destination, "SAMLRequest", xml(), null, key);
    }

    private String xml() {
        return "<samlp:LogoutRequest xmlns:samlp=\"" + SamlNames.PROTOCOL + "\" xmlns:saml=\"" + SamlNames.ASSERTION
                + "\" ID=\"" + XmlText.escape(id)
                + "\" Version=\"" + SamlNames.VERSION
                + "\" IssueInstant=\"" + issuedAt.truncatedTo(ChronoUnit.MILLIS)
                + "\" Destination=\"" + XmlText.escape(destination)
                + "\"><saml:Issuer>" + XmlText.escape(entityId) + "</saml:Issuer>"
                + "<saml:NameID>" + XmlText.escape(nameId) + "</saml:NameID>"
                + (sessionIndex == null
                        ? ""
                        : "<samlp:SessionIndex>" + XmlText.escape(sessionIndex) + "</samlp:SessionIndex>")
                + "</samlp:LogoutRequest>";
    }
}
