package dev.rollcall.membership.connection;

/** How people sign in through the connection; SCIM works beside either (R-TOK-8). */
public enum Protocol {
    SAML,
    OIDC
}
