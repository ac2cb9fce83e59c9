package dev.rollcall.sso.identity;

/** How an identity provider vouches for somebody. */
public enum Protocol {
    /** SAML 2.0, Web Browser SSO profile. */
    SAML,
    /** OpenID Connect 1.0, authorization code flow. */
    OIDC
}
