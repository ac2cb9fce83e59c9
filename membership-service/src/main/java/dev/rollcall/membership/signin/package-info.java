/**
 * The decision about a sign-in, and just-in-time provisioning with it. Owns {@code sign_in_identity}; it reads what the other packages own and
 * writes accounts, memberships, teams and accepted invitations of people who come this way. Routes: {@code /internal/v1/sign-ins}, {@code
 * /v2/connections/{id}/identities}. Invariant: whoever is let in is an active member at
 * the commit, which has one order with every deactivation; whoever is not leaves nothing behind.
 */
package dev.rollcall.membership.signin;
