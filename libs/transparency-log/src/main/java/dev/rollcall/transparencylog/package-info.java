/**
 * An RFC 6962 Merkle log in the formats of C2SP, as plain Java over nothing but the JDK: what the audit log is proven with, and what an
 * auditor checks it with.
 *
 * <p>Owns: hashes and proofs ({@code tree}), tiles and entry bundles ({@code tile}), signed notes, keys and cosignatures ({@code note}),
 * checkpoints, proofs as text and what witnesses are asked ({@code checkpoint}). Owns no storage, no HTTP, no clock.
 *
 * <p>Invariant: whatever comes in, the only exception that leaves this library is
 * {@link dev.rollcall.transparencylog.LogRefusal}, and the work is linear in the size of the input.
 */
@NullMarked
package dev.rollcall.transparencylog;

import org.jspecify.annotations.NullMarked;
