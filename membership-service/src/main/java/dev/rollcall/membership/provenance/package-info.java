/**
 * Where a membership comes from and who wrote what of it (R-ORG-1, R-ORG-7, R-ORG-8). Owns the column {@code provenance} of {@code member},
 * which is null until something changes and is written only by the statement that makes the change; no routes. Invariant: what a membership
 * was when it came is never overwritten.
 */
package dev.rollcall.membership.provenance;
