/**
 * Domains that organizations claim and prove. Owns {@code domain}; which connection uses one is the connection's matter. Routes: {@code
 * /v2/orgs/{organization}/domains}. Invariant: a domain belongs to one organization, and only a verified one counts for anything.
 */
package dev.rollcall.membership.domain;
