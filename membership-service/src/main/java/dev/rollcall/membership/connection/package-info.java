/**
 * Connections: one configured identity provider each, with its organizations, domains and switches. Owns {@code connection}, {@code
 * connection_organization} and {@code connection_domain}; its tokens are the token package's, and what it knows of its identity provider is
 * the idp package's. Routes: {@code /v2/connections} and {@code /v2/connections/{id}} with {@code /setup}, {@code /idp} and {@code /jit}. Invariant: a connection's domains are verified domains of its organizations, and who reads or
 * changes it owns all of them.
 */
package dev.rollcall.membership.connection;
