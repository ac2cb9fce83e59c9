package dev.rollcall.contract.provisioning;

/**
 * Whom a token says that it is from, as nobody has proved yet.
 *
 * @param issuer the token's {@code iss}
 */
public record IssuerClaim(String issuer) {}
