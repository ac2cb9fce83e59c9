package dev.rollcall.contract.signin;

import java.util.UUID;

/**
 * Addresses of sso-gateway that one connection's identity provider knows; an administrator pastes them there.
 *
 * @param entityId our name to the IdP, and where our metadata document lies
 * @param acsUrl assertion consumer service, by POST
 * @param logoutUrl single logout service, by redirect
 * @param redirectUrl OIDC's redirection endpoint
 * @param backchannelLogoutUrl OIDC's back-channel logout endpoint
 */
public record SignInAddresses(
        String entityId, String acsUrl, String logoutUrl, String redirectUrl, String backchannelLogoutUrl) {
    /** @param base where browsers reach sso-gateway, without a slash at its end */
    public static SignInAddresses of(String base, UUID connection) {
        String saml = base + "/saml/" + connection;
        String oidc = base + "/oidc/" + connection;
        return new SignInAddresses(
                saml + "/metadata", saml + "/acs", saml + "/slo", oidc + "/callback", oidc + "/backchannel-logout");
    }
}
