/**
 * SCIM filters and sorting (RFC 7644 §3.4.2.2, §3.4.2.3) as SQL over {@code scim_user s} and {@code scim_group s}.
 *
 * <p>Owns no table and runs nothing: it turns a parsed filter into a condition and a {@code sortBy} into an {@code ORDER BY}. Knows
 * where each attribute is kept: {@link dev.rollcall.membership.query.Fields}. Routes: none. Invariant: a condition holds for exactly the
 * rows whose resource {@link dev.rollcall.scim.filter.Filter#matches}, and nothing that a client wrote is part of any SQL text.
 */
package dev.rollcall.membership.query;
