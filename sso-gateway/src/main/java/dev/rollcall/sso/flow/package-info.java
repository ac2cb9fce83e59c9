/**
 * Sign-ins over a connection's identity provider, from the start to a session, and logouts from there. Owns tables {@code login_request} and
 * {@code assertion_used}; routes {@code /sign-in/sso}, {@code /sign-in/test}, {@code /saml/{connection}/acs}, {@code /saml/{connection}/metadata},
 * {@code /saml/{connection}/slo}, {@code /oidc/{connection}/callback} and {@code /oidc/{connection}/backchannel-logout}. What a message proves is
 * decided in {@code saml} and {@code oidc}, who gets in by membership-service. Invariant: a session is opened only for an answer to a request of
 * this browser over this connection as it still is; the request and the message each count once, on all replicas together.
 */
package dev.rollcall.sso.flow;
