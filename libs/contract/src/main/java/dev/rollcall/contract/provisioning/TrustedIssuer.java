package dev.rollcall.contract.provisioning;

/**
 * A connection, and what a token must show to speak for it.
 *
 * @param client its {@code tokenId} is the connection's id, and it has no expiry: the token has one
 */
public record TrustedIssuer(ScimClient client, ScimTrust trust) {}
