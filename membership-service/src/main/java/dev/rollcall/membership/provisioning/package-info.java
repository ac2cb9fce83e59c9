/** Where scim-endpoint's calls arrive. Owns nothing but the routes {@code /internal/v1/scim/**}. Invariant: no {@code if} about the domain. */
package dev.rollcall.membership.provisioning;
