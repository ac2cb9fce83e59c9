/**
 * Organizations' own access tokens (R-ACC-3), for machines. Owns table {@code access_token}; routes
 * {@code /v2/orgs/{organization}/access-tokens}. Invariant: every statement names the organization, and a token's value is shown once and
 * stored never.
 */
package dev.rollcall.sso.accesstoken;
