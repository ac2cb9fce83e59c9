/**
 * Conflicts: clashes between two writers, kept until somebody resolves them (R-ORG-12). Owns {@code conflict}. Routes: {@code
 * /v2/orgs/{organization}/conflicts}; the packages that see a clash call {@link dev.rollcall.membership.conflict.Conflicts#record},
 * and whoever ends the cause {@link dev.rollcall.membership.conflict.Settlements}.
 * Invariant: the same clash seen again counts up, it does not fill the list.
 */
package dev.rollcall.membership.conflict;
