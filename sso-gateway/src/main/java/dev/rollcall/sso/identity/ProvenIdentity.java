package dev.rollcall.sso.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an identity provider vouches for, read from verified bytes only. Values are as the IdP sent them, trimmed; whether they fit the
 * organization is decided later. Absent and empty both come as null: an IdP that sends nothing must not erase what is stored.
 *
 * @param issuer the SAML entity ID or the OIDC issuer, equal to the connection's
 * @param subject NameID or {@code sub}; never blank
 * @param nameIdFormat SAML only: the NameID's format URI, null when the IdP named none
 * @param email the address to look the person up by, null when there is none; its domain is not yet judged
 * @param role the wanted role as sent ({@code dockerRole}), unchecked and with the spaces around it: {@code "Owner "} is no role. Several values are
 *     joined to one that is none
 * @param organization the wanted organization's name ({@code dockerOrg}), unchecked
 * @param team the wanted team's name ({@code dockerTeam}), unchecked
 * @param groups group names as sent, in their order; null when the IdP sent no such attribute
 * @param sessionMinutes wanted length of the session, positive ({@code dockerSessionMinutes}); null when absent or not a positive integer
 * @param sessionIndex the IdP's own name of its session, for logout: SAML SessionIndex, OIDC {@code sid}
 * @param authenticatedAt when the person proved themselves to the IdP: AuthnInstant, {@code auth_time}, or else the time of issue
 * @param attributes all that was sent, by name, for the trace and the test sign-in; never for decisions
 */
public record ProvenIdentity(
        Protocol protocol,
        String issuer,
        String subject,
        @Nullable String nameIdFormat,
        @Nullable String email,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String fullName,
        @Nullable String role,
        @Nullable String organization,
        @Nullable String team,
        @Nullable List<String> groups,
        @Nullable Integer sessionMinutes,
        @Nullable String sessionIndex,
        Instant authenticatedAt,
        Map<String, List<String>> attributes) {

    /** How the identity provider vouched. */
    public enum Protocol {
        /** SAML 2.0, Web Browser SSO profile. */
        SAML,
        /** OpenID Connect 1.0, authorization code flow. */
        OIDC
    }
}
