package dev.rollcall.sso.signin;

/** How somebody proves who they are. */
public enum Method {
    /** The break-glass owner's e-mail and password. */
    OWNER_PASSWORD,
    /** An organization's name and one of its access tokens. */
    ORGANIZATION_TOKEN,
    /** The word of a connection's identity provider, over SAML. */
    SAML,
    /** The same over OpenID Connect. */
    OIDC,
    /** A one-time link that was mailed to the address. */
    EMAIL_LINK,
    /** The last refresh token of a chain. */
    REFRESH_TOKEN
}
