/**
 * What a connection says about its identity provider: settings, certificates, the sealed client secret, and what is kept of its metadata. Owns {@code
 * idp_saml}, {@code idp_oidc} and {@code idp_certificate}, and of {@code connection} the state and the version, which the connection package
 * writes as well. Routes: {@code /internal/v1/connections}; owners come through the connection package's {@code /v2/connections/{id}/idp}.
 * Invariant: whatever is stored is complete, and was checked; a secret leaves in clear to sso-gateway alone.
 */
package dev.rollcall.membership.idp;
