/**
 * Domains that organizations claim and prove, by a TXT record or by the word of whoever runs the installation. Owns {@code domain}; which
 * connection uses one is the connection's matter, and who joins by one the sign-in's. Routes: {@code /v2/orgs/{organization}/domains}.
 * Invariant: a claim keeps nobody out; a proved domain has one organization, and only a proved one counts for anything.
 */
package dev.rollcall.membership.domain;
