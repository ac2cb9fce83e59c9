package dev.rollcall.sso.saml;

import java.util.List;

/**
 * The names under which a connection's IdP sends what; each list is tried in its order, and names are compared exactly.
 *
 * @param email the person's address; the first name that carries an e-mail address counts
 * @param groups all of them count together
 */
public record SamlAttributes(
        List<String> email,
        List<String> fullName,
        List<String> givenName,
        List<String> familyName,
        List<String> groups,
        String role,
        String organization,
        String team,
        String sessionMinutes) {
    private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    /** The documented names (R-SSO-6, R-GRP-13, R-ROLE-2, R-SSO-7). */
    public static final SamlAttributes DOCUMENTED = new SamlAttributes(
            List.of(CLAIMS + "nameidentifier", CLAIMS + "upn", CLAIMS + "emailaddress", "email"),
            List.of(CLAIMS + "name", "name"),
            List.of(CLAIMS + "givenname"),
            List.of(CLAIMS + "surname"),
            List.of(
                    "http://schemas.xmlsoap.org/claims/Group",
                    "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups",
                    "Groups",
                    "groups"),
            "dockerRole",
            "dockerOrg",
            "dockerTeam",
            "dockerSessionMinutes");
}
