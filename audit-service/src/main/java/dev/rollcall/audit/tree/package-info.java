/**
 * The Merkle tree over the log, as it lies in the database.
 *
 * <p>Owns: {@code tlog_tile} and {@code tlog_edge}. Routes: none. Invariant: a tile only grows, and leaf n is the entry with audit index
 * n.
 */
@NullMarked
package dev.rollcall.audit.tree;

import org.jspecify.annotations.NullMarked;
