/**
 * Owners hand members to SCIM and take them back, without removing anybody (R-ORG-11, R-ORG-13), and decide what the policy REVIEW asks them.
 * Owns {@code pending_link} together with the users whose pushes complete it. Routes: {@code /v2/orgs/{organization}/members/adopt}, {@code
 * /v2/orgs/{organization}/members/{member}/adopt|release}, {@code /v2/orgs/{organization}/conflicts/{id}/approve|reject}. Invariant: only
 * managed-by changes.
 */
package dev.rollcall.membership.adoption;
