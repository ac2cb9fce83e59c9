/** Whom this service asks, and how: membership-service, about accounts, organizations, standings, connections and sign-ins. Invariant: no answer is kept. */
package dev.rollcall.sso.neighbour;
