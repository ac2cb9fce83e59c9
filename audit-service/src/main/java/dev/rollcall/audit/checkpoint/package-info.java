/**
 * Checkpoints: what the log's tree was at a size, signed; and proofs against the latest.
 *
 * <p>Owns: {@code tlog_checkpoint}, the log's key, {@code audit.checkpoints.v1}. Routes: none of its own, see {@code query}. Invariant:
 * each checkpoint's tree grew out of the one before, which is proven before it is signed.
 */
@NullMarked
package dev.rollcall.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
