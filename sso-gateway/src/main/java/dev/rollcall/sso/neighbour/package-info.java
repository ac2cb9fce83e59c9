/** Whom this service asks, and how: membership-service, about accounts, organizations and standings. Invariant: no answer is kept. */
package dev.rollcall.sso.neighbour;
