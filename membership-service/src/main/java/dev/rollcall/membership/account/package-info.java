/**
 * Accounts as other services ask for them, and members' standing. Owns the making of the break-glass owner's {@code account}; people's
 * accounts are made where they are provisioned. Routes: {@code /internal/v1/accounts}, {@code /internal/v1/organizations},
 * {@code /internal/v1/members}. Invariant: every answer is read from the database when it is asked for.
 */
package dev.rollcall.membership.account;
